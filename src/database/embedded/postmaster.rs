//! The file `postmaster.pid`, by which a server says who and how far it is, and who else is in
//! its folder.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::places::SOCKET;

/// What `postmaster.pid` says; written by the server line by line as it starts.
#[derive(Debug)]
pub(super) struct Postmaster {
    pub(super) pid: Pid,
    /// The folder of its socket, once open.
    pub(super) sockets: PathBuf,
    /// Whether it says that it takes connections.
    pub(super) ready: bool,
}

impl Postmaster {
    /// What the file says, when there is one that says anything.
    pub(super) fn read(cluster: &Path) -> Option<Self> {
        let said = fs::read_to_string(path(cluster)).ok()?;
        let lines: Vec<_> = said.lines().collect();
        // A single-user server writes its number as a negative one.
        let pid = lines
            .first()?
            .trim()
            .parse::<i32>()
            .ok()?
            .checked_abs()
            .and_then(Pid::from_raw)?;
        let sockets = lines.get(4).copied().unwrap_or_default().into();
        Some(Self {
            pid,
            sockets,
            ready: lines.get(7).is_some_and(|status| status.trim() == "ready"),
        })
    }

    /// Whether it takes connections, and someone is there to take them.
    pub(super) fn answers(&self) -> bool {
        self.ready && UnixStream::connect(self.sockets.join(SOCKET)).is_ok()
    }

    /// Whether it speaks of the process numbered `pid`.
    pub(super) fn is(&self, pid: i32) -> bool {
        self.pid.as_raw_nonzero().get() == pid
    }

    /// Whether that process is a server of this very folder, and not one that got its number later.
    pub(super) fn serves(&self, cluster: &Path) -> bool {
        is_alive(self.pid) && is_in(self.pid, cluster).unwrap_or_else(|| was_started_on(self.pid, cluster))
    }
}

/// Where a server of `cluster` says who it is.
pub(super) fn path(cluster: &Path) -> PathBuf {
    cluster.join("postmaster.pid")
}

/// Whether there is a process of that number; an unreaped one counts.
pub(super) fn is_alive(pid: Pid) -> bool {
    !matches!(test_kill_process(pid), Err(Errno::SRCH))
}

/// Whether the process works in `cluster`, as all of a server's do; `None` where there is no
/// /proc to tell.
pub(super) fn is_in(pid: Pid, cluster: &Path) -> Option<bool> {
    Path::new("/proc/self/cwd").exists().then(|| {
        let folder = fs::metadata(format!("/proc/{}/cwd", pid.as_raw_nonzero()));
        matches!((folder, fs::metadata(cluster)), (Ok(one), Ok(other)) if one.dev() == other.dev() && one.ino() == other.ino())
    })
}

/// Whether any process at all works in `cluster`; `None` where there is no /proc to tell.
pub(super) fn is_occupied(cluster: &Path) -> Option<bool> {
    is_in(rustix::process::getpid(), cluster)?;
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok().and_then(Pid::from_raw));
    Some(pids.any(|pid| is_in(pid, cluster) == Some(true)))
}

/// What `ps` knows where there is no /proc: a postmaster keeps its command line.
fn was_started_on(pid: Pid, cluster: &Path) -> bool {
    let answer = Command::new("ps")
        .args(["-o", "command=", "-p", &pid.as_raw_nonzero().to_string()])
        .output();
    answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains(&*cluster.to_string_lossy()))
}

/// Removes the file. It is the interlock of the shared memory, so only once it is certain that
/// nobody of that server lives.
pub(super) fn forget(cluster: &Path) -> io::Result<()> {
    fs::remove_file(path(cluster))
}
