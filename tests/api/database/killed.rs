//! The service killed in the middle of a stream of writes: nothing acknowledged is lost, nothing
//! retried is doubled.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Client;

const PASSWORD: &str = "une phrase assez longue";

/// A service of its own, in a folder of its own.
struct Service {
    process: Child,
    base_url: String,
}

impl Service {
    fn start(folder: &Path) -> Self {
        let mut process = jalon(folder, "serve")
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut greeting)
            .unwrap();
        let base_url = greeting
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap()
            .to_owned();
        Self { process, base_url }
    }

    /// Asks it to stop, as an operator does, and sees that it does: service and server.
    fn stop(mut self) {
        let pid = rustix::process::Pid::from_child(&self.process);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.process.wait().unwrap().success());
    }

    async fn administrator(&self) -> Client {
        let body = json!({"email": "administration@example.test", "password": PASSWORD});
        let signed_in = Client::new(&self.base_url, None)
            .post("/v1/auth/token", body)
            .await
            .expect(200);
        Client::new(
            &self.base_url,
            Some(signed_in["access_token"].as_str().unwrap().to_owned()),
        )
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn jalon(folder: &Path, command: &str) -> Command {
    let mut jalon = Command::new(env!("CARGO_BIN_EXE_jalon"));
    jalon
        .arg(command)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stderr(Stdio::null());
    if command != "account" {
        jalon.arg("--data-dir").arg(folder);
    }
    jalon
}

fn make_administrator(folder: &Path) {
    let mut made = jalon(folder, "account")
        .arg("create")
        .arg("--data-dir")
        .arg(folder)
        .args([
            "--administrator",
            "--name",
            "Administration",
            "--email",
            "administration@example.test",
        ])
        .args(["--organisation-name", "Plateforme", "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(made.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(made.wait().unwrap().success());
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("jalon-killed-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// Sends organisation `number` under its own key; the id it was given, if the answer arrived.
async fn send(client: &Client, number: usize) -> Option<String> {
    let body = json!({"name": format!("Organisation {number}"), "kind": "other"});
    let client = client.with("Idempotency-Key", &format!("key-{number}"));
    let reply = client.try_post("/v1/organisations", body).await?;
    reply.expect(201);
    Some(reply.id())
}

#[actix_web::test]
async fn a_kill_in_the_middle_of_a_stream_loses_and_doubles_nothing() {
    let folder = folder();
    make_administrator(&folder);
    let mut service = Service::start(&folder);
    let client = service.administrator().await;
    let streams = (0..4).map(|stream| {
        let client = client.clone();
        async move {
            let mut acknowledged = BTreeMap::new();
            for number in (stream..10_000).step_by(4) {
                let Some(id) = send(&client, number).await else {
                    return (number, acknowledged);
                };
                acknowledged.insert(number, id);
            }
            panic!("the service was never killed");
        }
    });
    let killing = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        service.process.kill().unwrap();
    };
    let (told, ()) = futures_util::future::join(futures_util::future::join_all(streams), killing).await;
    drop(service);

    let service = Service::start(&folder);
    let client = service.administrator().await;
    let mut count = 0;
    for (unanswered, acknowledged) in told {
        assert!(!acknowledged.is_empty(), "the kill came before the first answer");
        for (number, id) in acknowledged {
            assert_eq!(
                send(&client, number).await.as_deref(),
                Some(id.as_str()),
                "the same answer again"
            );
            count += 1;
        }
        assert!(send(&client, unanswered).await.is_some());
        count += 1;
    }
    let listed: Value = client
        .get("/v1/organisations?name=Organisation&count=true&limit=1")
        .await
        .expect(200);
    assert_eq!(listed["total"], count);
    service.stop();
    assert!(
        !folder.join("postgres/data/postmaster.pid").exists(),
        "the private server stopped with the service"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
