//! A server on a port of this machine, with or without encryption.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::certificates::Pair;
use crate::database::embedded::place::{Place, within};

/// Who may come in how. `jalon` may come as it likes.
const DOORS: &str = "
local     all  all              trust
hostssl   all  sealed  all      trust
hostnossl all  plain   all      trust
host      all  bound   all      scram-sha-256
host      all  jalon   all      trust
";

/// The server; it ends with this value.
pub struct Server {
    process: Child,
    pub place: Place,
    pub port: u16,
}

impl Server {
    /// Encrypts with this pair, or not at all.
    pub fn start(pair: Option<&Pair>) -> Self {
        let place = Place::with_cluster();
        let cluster = place.cluster();
        fs::write(cluster.join("pg_hba.conf"), DOORS).unwrap();
        if let Some(pair) = pair {
            give(&cluster, "server.crt", &pair.certificate);
            give(&cluster, "server.key", &pair.key);
        }
        let (uid, gid) = owner(&cluster);
        // The program that made the cluster's last run is named first in what it left.
        let last_run = fs::read_to_string(cluster.join("postmaster.opts")).unwrap();
        let program = last_run.split_whitespace().next().unwrap();
        let port = free_port();
        let said = File::create(place.path().join("said")).unwrap();
        let mut command = Command::new(program);
        command.arg("-D").arg(&cluster).current_dir("/").env("LC_ALL", "C");
        command.args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]);
        command.arg("-c").arg(format!("port={port}"));
        command.args(["-c", if pair.is_some() { "ssl=on" } else { "ssl=off" }]);
        command
            .arg("-c")
            .arg(format!("unix_socket_directories={}", cluster.display()));
        command
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said);
        if rustix::process::geteuid().is_root() {
            command.uid(uid).gid(gid);
        }
        let server = Self {
            process: command.spawn().unwrap(),
            place,
            port,
        };
        let answers =
            || fs::read_to_string(server.place.pid_file()).is_ok_and(|said| said.trim_end().ends_with("ready"));
        assert!(within(Duration::from_secs(60), answers), "{}", server.said());
        server
    }

    fn said(&self) -> String {
        fs::read_to_string(self.place.path().join("said")).unwrap_or_default()
    }

    /// An address, by whatever name the host is called.
    pub fn url(&self, user: &str, host: &str, query: &str) -> String {
        format!("postgres://{user}@{host}:{}/jalon?{query}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes a file that is the server's alone.
fn give(cluster: &Path, name: &str, text: &str) {
    let file = cluster.join(name);
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let (uid, gid) = owner(cluster);
    chown(&file, Some(uid), Some(gid)).unwrap();
}

fn owner(path: &Path) -> (u32, u32) {
    let found = fs::metadata(path).unwrap();
    (found.uid(), found.gid())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
