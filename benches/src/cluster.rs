//! A private PostgreSQL: made, started, copied from, stopped.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

/// What is set for the measurement; everything else is PostgreSQL's default, `fsync` included.
/// Autovacuum is off so that none of its work falls into a measurement: the data are vacuumed and
/// analysed once they are filled in. No query uses several processors: with a request on each there is
/// nothing to gain, and the workers' start costs more than a page.
const SETTINGS: &str = "
listen_addresses = '127.0.0.1'
max_connections = 200
shared_buffers = '1GB'
effective_cache_size = '4GB'
max_wal_size = '8GB'
checkpoint_timeout = '1h'
autovacuum = off
jit = off
max_parallel_workers_per_gather = 0
";

/// A running server.
pub struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts the server in `folder`, making it first if there is none.
    pub fn start(programs: &Path, folder: &Path) -> anyhow::Result<Self> {
        let data = folder.join("postgres");
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Self {
            programs: programs.to_owned(),
            data,
            port,
        };
        if !cluster.data.join("PG_VERSION").exists() {
            fs::create_dir_all(&cluster.data)?;
            cluster.own()?;
            let mut made = cluster.program("initdb");
            made.arg("-D")
                .arg(&cluster.data)
                .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
            run(&mut made)?;
        }
        fs::write(cluster.data.join("postgresql.auto.conf"), SETTINGS)?;
        cluster.own()?;
        let options = format!("-p {port} -k ''");
        let log = cluster.data.join("log");
        run(cluster
            .program("pg_ctl")
            .arg("-D")
            .arg(&cluster.data)
            .arg("-l")
            .arg(log)
            .args(["-o", &options, "-w", "start"]))?;
        Ok(cluster)
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The process to which all the others belong.
    pub fn process(&self) -> anyhow::Result<u32> {
        let file = fs::read_to_string(self.data.join("postmaster.pid"))?;
        file.lines()
            .next()
            .and_then(|line| line.parse().ok())
            .context("no postmaster.pid")
    }

    /// Runs SQL in a database and gives what it prints, unaligned.
    pub fn sql(&self, database: &str, sql: &str) -> anyhow::Result<String> {
        self.psql(database, &["-c", sql])
    }

    /// Runs psql with these arguments.
    pub fn psql(&self, database: &str, arguments: &[&str]) -> anyhow::Result<String> {
        let url = self.url(database);
        let mut psql = self.program("psql");
        psql.args(["-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", &url])
            .args(arguments);
        run(&mut psql)
    }

    /// Whether there is a database of that name.
    pub fn has(&self, database: &str) -> anyhow::Result<bool> {
        let found = self.sql(
            "postgres",
            &format!("select 1 from pg_database where datname = '{database}'"),
        )?;
        Ok(!found.trim().is_empty())
    }

    /// Makes a database anew: a copy of another, file by file.
    pub fn copy(&self, from: &str, to: &str) -> anyhow::Result<()> {
        self.sql("postgres", &format!("drop database if exists {to} with (force)"))?;
        self.sql(
            "postgres",
            &format!("create database {to} template {from} strategy file_copy"),
        )?;
        Ok(())
    }

    /// Writes everything to disk, so that no checkpoint falls into a measurement.
    pub fn checkpoint(&self) -> anyhow::Result<()> {
        self.sql("postgres", "checkpoint").map(drop)
    }

    /// One of PostgreSQL's programs, run by a user it accepts: it refuses root.
    pub fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if !is_root() {
            return Command::new(path);
        }
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"])
            .arg(path);
        command.current_dir("/");
        command
    }

    fn own(&self) -> anyhow::Result<()> {
        if is_root() {
            run(Command::new("chown").args(["-R", "postgres:"]).arg(&self.data))?;
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = run(self
            .program("pg_ctl")
            .arg("-D")
            .arg(&self.data)
            .args(["-m", "fast", "-w", "stop"]));
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Runs a program to its end and gives what it printed.
pub fn run(command: &mut Command) -> anyhow::Result<String> {
    let is_server = command.get_args().any(|argument| argument == "start");
    if is_server {
        // The server keeps what it inherits: a pipe would never end.
        let status = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .stdin(Stdio::null())
            .status()?;
        ensure!(status.success(), "{command:?} failed: {status}");
        return Ok(String::new());
    }
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{command:?}"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} failed: {errors}");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
