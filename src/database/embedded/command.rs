//! The server's command line: what holds whatever its configuration says.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::launch::Launch;

/// What always holds, whatever postgresql.conf says: no port, a socket nobody else reaches.
const ALWAYS: [&str; 8] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "ssl=off",
    "logging_collector=off",
    "log_destination=stderr",
    "cluster_name=jalon",
    // What was erased must leave the log: its files are removed, not kept for use again (`scrubbing`).
    "wal_recycle=off",
];
/// What its log never says, whatever its configuration: the values that a refusal is about (a DETAIL
/// names them, "Key (lower(email))=(…) already exists") and those that statements were sent with.
const DISCREET: [&str; 4] = [
    "log_error_verbosity=terse",
    "log_statement=none",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
];
/// A commit that was answered is on the disk.
const DURABLE: [&str; 3] = ["fsync=on", "full_page_writes=on", "synchronous_commit=on"];
/// Tests keep nothing, and are many.
const HASTY: [&str; 5] = [
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_connections=200",
];

impl Launch {
    /// The command that runs the server.
    pub(super) fn command(&self) -> Command {
        let postgres = self.programs.path("postgres");
        let mut command = if self.options.tied && can_tie() {
            let mut tied = self.identity.command(Path::new("setpriv"), &self.places.leaf);
            tied.args(["--pdeathsig", "INT", "--"]).arg(postgres);
            tied
        } else {
            self.identity.command(&postgres, &self.places.leaf)
        };
        // Ctrl-C in a terminal reaches the whole group: the service drains first, then stops it.
        command
            .process_group(0)
            .arg("-D")
            .arg(&self.places.cluster)
            .arg("-k")
            .arg(&self.sockets);
        let promise: &[&str] = if self.options.durable { &DURABLE } else { &HASTY };
        for setting in ALWAYS.iter().chain(&DISCREET).chain(promise) {
            command.args(["-c", setting]);
        }
        command
    }
}

/// Whether the kernel can be asked, by util-linux's `setpriv`, to stop the server when we die.
/// BusyBox has a `setpriv` that cannot.
fn can_tie() -> bool {
    if !cfg!(target_os = "linux") {
        return false;
    }
    let mut probe = Command::new("setpriv");
    probe
        .args(["--pdeathsig", "INT", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let can = probe.status().is_ok_and(|status| status.success());
    if !can {
        tracing::warn!(
            "without util-linux's `setpriv`, a killed service leaves its PostgreSQL running until its next start"
        );
    }
    can
}
