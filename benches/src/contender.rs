//! A server that is measured: a build of the service, or the bare handler, in front of a database.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use crate::cluster::Cluster;
use crate::data::{self, PASSWORD, PER_FIRM, SMALL, Sizes};
use crate::load::{Answer, Connection};
use crate::requests::Ground;
use crate::works::Work;

/// A running server, killed when it is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a build of the service on a database of its own level.
    pub async fn service(jalon: &Path, url: &str, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(jalon);
        command.args([
            "serve",
            "--workers",
            "2",
            "--access-token-minutes",
            "1440",
            "--account-requests",
            "1000000",
        ]);
        command
            .args(["--address-requests", "1000000", "--database-url", url])
            .arg("--data-dir")
            .arg(folder);
        Self::start(command, "--listen", |port| format!("127.0.0.1:{port}"), folder).await
    }

    /// Starts the bare handler.
    pub async fn bare(url: &str, rights: bool, placed: bool, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bare", "--workers", "2", "--database-url", url]);
        command
            .args(rights.then_some("--rights"))
            .args(placed.then_some("--placed"));
        Self::start(command, "--port", |port| port.to_string(), folder).await
    }

    async fn start(
        mut command: Command,
        flag: &str,
        port: impl Fn(u16) -> String,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.join("servers.log"))?;
        command
            .arg(flag)
            .arg(port(address.port()))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let mut server = Self {
            child: command.spawn().with_context(|| format!("{command:?}"))?,
            address,
        };
        for _ in 0..600 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if let Some(status) = server.child.try_wait()? {
                bail!("{command:?} ended: {status}; see servers.log");
            }
            if Connection::open(address).await.is_ok() {
                return Ok(server);
            }
        }
        bail!("{command:?} does not listen")
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends one request, written out.
    pub async fn ask(&self, bytes: &[u8]) -> anyhow::Result<Answer> {
        Connection::open(self.address).await?.ask(bytes).await
    }

    /// The answer to a read as JSON.
    async fn read(&self, ground: &Ground, path: &str) -> anyhow::Result<Value> {
        let token = ground.tokens.first().context("no token")?;
        let bytes = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n");
        let answer = self.ask(bytes.as_bytes()).await?;
        ensure!(
            answer.status == 200,
            "{path}: {} {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        );
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Signs every account in, as people do: the tokens are real.
    async fn sign_in(&self, email: &str) -> anyhow::Result<String> {
        let body = json!({"email": email, "password": PASSWORD}).to_string();
        let head = format!("Content-Type: application/json\r\nContent-Length: {}", body.len());
        let bytes = format!("POST /v1/auth/token HTTP/1.1\r\nHost: bench\r\n{head}\r\n\r\n{body}");
        let answer = self.ask(bytes.as_bytes()).await?;
        let text = String::from_utf8_lossy(&answer.body);
        ensure!(answer.status == 200, "{email} cannot sign in: {} {text}", answer.status);
        let value: Value = serde_json::from_slice(&answer.body)?;
        value["access_token"].as_str().map(str::to_owned).context("no token")
    }

    /// What requests to it are made of: tokens, and places far in lists; and what the
    /// bare handler is asked instead.
    pub async fn survey(&self, sizes: Sizes, works: &[Work]) -> anyhow::Result<(Ground, Ground)> {
        let mut ground = Ground {
            sizes: Some(sizes),
            ..Ground::default()
        };
        ground.tokens.push(self.sign_in(data::COORDINATOR).await?);
        for firm in 0..SMALL / PER_FIRM {
            ground.tokens.push(self.sign_in(&data::provider(firm)).await?);
        }
        let mut bare = ground.clone();
        for work in works {
            if let Some((programme, true)) = work.page() {
                let (cursor, place) = self.walk(&ground, &programme).await?;
                ground.cursors.insert(*work, cursor);
                bare.cursors.insert(*work, place);
            }
        }
        Ok((ground, bare))
    }

    /// The tag of the portfolio as it is now.
    pub async fn tag(&self, ground: &Ground) -> anyhow::Result<Option<String>> {
        let request = ground.request(Work::Portfolio, 0, 0);
        Ok(self.ask(&request.bytes).await?.header("etag").map(str::to_owned))
    }

    /// Walks a list by its largest pages to about the thousandth page of fifty, or near its end: the
    /// service's cursor there, and the place that it means.
    async fn walk(&self, ground: &Ground, programme: &str) -> anyhow::Result<(String, String)> {
        let mut reached = (String::new(), String::new());
        for _ in 0..249 {
            let place = if reached.0.is_empty() {
                String::new()
            } else {
                format!("&cursor={}", reached.0)
            };
            let path = format!("/v1/programmes/{programme}/milestones?state=planned&limit=200{place}");
            let page = self.read(ground, &path).await?;
            let (Some(next), Some(last)) = (
                page["next"].as_str(),
                page["items"].as_array().and_then(|items| items.last()),
            ) else {
                break;
            };
            let text = |name: &str| last[name].as_str().unwrap_or_default().to_owned();
            reached = (next.to_owned(), format!("{}_{}", text("forecast_on"), text("id")));
        }
        ensure!(!reached.0.is_empty(), "the list has one page only");
        Ok(reached)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes a copy of the filled database at a build's own level, and gives its address.
pub fn copy_for(cluster: &Cluster, filled: &str, name: &str, jalon: &Path, folder: &Path) -> anyhow::Result<String> {
    cluster.copy(filled, name)?;
    let url = cluster.url(name);
    data::migrate(jalon, &url, folder)?;
    cluster.sql(name, "vacuum (analyze)")?;
    Ok(url)
}

/// Whether the milestones of a database know their programme.
pub fn is_placed(cluster: &Cluster, database: &str) -> anyhow::Result<bool> {
    let found = cluster.sql(
        database,
        "select 1 from information_schema.columns where table_schema = 'public' and table_name = 'milestones' and column_name = 'programme_id'",
    )?;
    Ok(!found.trim().is_empty())
}
