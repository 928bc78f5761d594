//! The server's process, ours or adopted: whether it lives, and its end.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use std::{io, thread};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use super::error::StopError;
use super::postmaster::{is_alive, is_in};

/// How often a change is looked for.
pub(super) const GLANCE: Duration = Duration::from_millis(10);

/// From polite to brutal: end the sessions; abort; be gone.
const ENDS: [(Signal, Duration); 3] = [
    (Signal::INT, Duration::from_secs(30)),
    (Signal::QUIT, Duration::from_secs(10)),
    (Signal::KILL, Duration::from_secs(5)),
];

/// A server's main process.
#[derive(Debug)]
pub(super) struct Process {
    pid: Pid,
    /// The folder of its socket.
    pub(super) sockets: PathBuf,
    cluster: PathBuf,
    /// Whether our child has ended; an adopted process is nobody's child here.
    ended: Option<Arc<AtomicBool>>,
}

impl Process {
    /// Starts `command` as the server of `cluster`.
    ///
    /// A thread of its own starts the server and waits for it. The kernel's death signal follows
    /// the thread that started the child, not the process: this one lives as long as the server,
    /// whichever thread asked for it.
    pub(super) fn spawn(mut command: Command, cluster: PathBuf, sockets: PathBuf) -> io::Result<Self> {
        let ended = Arc::new(AtomicBool::new(false));
        let (tell, told) = mpsc::channel();
        let flag = Arc::clone(&ended);
        thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || match command.spawn() {
                Err(error) => drop(tell.send(Err(error))),
                Ok(mut child) => {
                    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
                    drop(tell.send(pid.ok_or_else(|| io::Error::other("no process id"))));
                    // Waiting also reaps it: a dead one left standing would count as alive.
                    let _ = child.wait();
                    flag.store(true, Ordering::Release);
                }
            })?;
        let pid = told.recv().map_err(io::Error::other)??;
        Ok(Self {
            pid,
            sockets,
            cluster,
            ended: Some(ended),
        })
    }

    /// Takes over the server that a killed instance left running.
    pub(super) fn adopt(pid: Pid, cluster: PathBuf, sockets: PathBuf) -> Self {
        Self {
            pid,
            sockets,
            cluster,
            ended: None,
        }
    }

    pub(super) fn is_alive(&self) -> bool {
        match &self.ended {
            Some(ended) => !ended.load(Ordering::Acquire),
            // Its number may be another's by now.
            None => is_alive(self.pid) && is_in(self.pid, &self.cluster).unwrap_or(true),
        }
    }

    pub(super) fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Stops the server, by force when it does not heed.
    pub(super) fn stop(&self) -> Result<(), StopError> {
        for (signal, patience) in ENDS {
            match kill_process(self.pid, signal) {
                _ if !self.is_alive() => {}
                Ok(()) | Err(Errno::SRCH) => {}
                Err(error) => {
                    return Err(StopError::Refused {
                        pid: self.pid(),
                        source: error.into(),
                    });
                }
            }
            if self.ends_within(patience) {
                let heeded = signal == Signal::INT;
                return if heeded {
                    Ok(())
                } else {
                    Err(StopError::Forced(self.pid()))
                };
            }
            tracing::warn!(
                pid = self.pid(),
                ?signal,
                ?patience,
                "the embedded PostgreSQL does not stop"
            );
        }
        Err(StopError::Forced(self.pid()))
    }

    fn ends_within(&self, patience: Duration) -> bool {
        let begun = Instant::now();
        while self.is_alive() {
            if begun.elapsed() > patience {
                return false;
            }
            thread::sleep(GLANCE);
        }
        true
    }
}
