//! How the server comes up: adopted if one still runs, else started, patiently where what a
//! killed instance left has yet to go away.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::Options;
use super::error::StartError;
use super::identity::Identity;
use super::log::{self, Log};
use super::places::{Places, SOCKET};
use super::postmaster::{self, Postmaster};
use super::process::{GLANCE, Process};
use super::programs::Programs;

/// How long a server may take until it answers: on a loaded machine ten seconds were seen, and
/// the recovery after a crash replays up to a gigabyte.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long the remains of a killed server may take to go.
const LEAVING: Duration = Duration::from_secs(20);
/// How long an orphan must have stayed: a death signal on its way to it arrives before.
const SETTLED: Duration = Duration::from_millis(200);
/// What the server says when another one, or what is left of it, holds the data.
const HELD: [&str; 2] = ["already exists", "is still in use"];

/// What is needed to start one, and to start it again.
#[derive(Debug)]
pub(super) struct Launch {
    pub(super) places: Places,
    pub(super) sockets: PathBuf,
    pub(super) identity: Identity,
    pub(super) programs: Programs,
    pub(super) options: Options,
}

impl Launch {
    /// The server, answering.
    pub(super) fn run(&self) -> Result<Process, StartError> {
        let cluster = &self.places.cluster;
        let begun = Instant::now();
        let mut log = None;
        loop {
            let leaving = begun.elapsed() < LEAVING;
            match Postmaster::read(cluster) {
                Some(found) if found.serves(cluster) => {
                    if found.answers() && self.stays() {
                        let pid = found.pid.as_raw_nonzero().get();
                        tracing::info!(
                            pid,
                            "adopting the embedded PostgreSQL that a killed instance left running"
                        );
                        return Ok(Process::adopt(found.pid, cluster.clone(), found.sockets));
                    }
                    if begun.elapsed() > PATIENCE {
                        return Err(self.not_ready());
                    }
                    thread::sleep(GLANCE);
                    continue;
                }
                // The number in the file is another's now, or a dead server's that nobody reaped.
                // PostgreSQL would believe it alive: so look who is in the folder.
                Some(found) if postmaster::is_alive(found.pid) => match postmaster::is_occupied(cluster) {
                    Some(false) => postmaster::forget(cluster).map_err(StartError::refused("clean up", cluster))?,
                    _ if leaving => {
                        thread::sleep(GLANCE);
                        continue;
                    }
                    _ => {}
                },
                // Else PostgreSQL itself judges, by the shared memory the file names.
                _ => {}
            }
            let log = match &mut log {
                Some(log) => log,
                none => none.insert(Log::rotate(&self.places.log).map_err(self.refused("rotate"))?),
            };
            if let Some(process) = self.attempt(log, leaving)? {
                return Ok(process);
            }
            thread::sleep(GLANCE * 20);
        }
    }

    /// Whether an orphan that answers will go on doing so.
    fn stays(&self) -> bool {
        // One that several processes share has no death signal to expect, nor has any off Linux.
        if !self.options.tied || !cfg!(target_os = "linux") {
            return true;
        }
        thread::sleep(SETTLED);
        let cluster = &self.places.cluster;
        Postmaster::read(cluster).is_some_and(|again| again.answers() && again.serves(cluster))
    }

    /// Starts the server once; `None` when it found the data still held and may be started again.
    fn attempt(&self, log: &mut Log, again: bool) -> Result<Option<Process>, StartError> {
        // The interlock of the socket adds nothing to that of the data, and its number may be another's.
        let _ = fs::remove_file(self.sockets.join(format!("{SOCKET}.lock")));
        let output = log
            .open()
            .and_then(|file| Ok((file.try_clone()?, file)))
            .map_err(self.refused("write"))?;
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(output.0).stderr(output.1);
        let cluster = &self.places.cluster;
        let process = Process::spawn(command, cluster.clone(), self.sockets.clone())
            .map_err(StartError::refused("run", self.programs.path("postgres")))?;

        let begun = Instant::now();
        loop {
            // In this order: the file may be another's until the child is seen to live.
            let ready = Postmaster::read(cluster).is_some_and(|found| found.ready && found.is(process.pid()));
            if !process.is_alive() {
                let said = log.said().map_err(self.refused("read"))?;
                if again && HELD.iter().any(|words| said.contains(words)) {
                    return Ok(None);
                }
                return Err(StartError::DidNotStart {
                    log: self.places.log.clone(),
                    said: log::tail(&said),
                });
            }
            if ready {
                return Ok(Some(process));
            }
            if begun.elapsed() > PATIENCE {
                // It keeps what it has recovered so far.
                let _ = process.stop();
                return Err(self.not_ready());
            }
            thread::sleep(GLANCE);
        }
    }

    fn not_ready(&self) -> StartError {
        StartError::NotReady {
            log: self.places.log.clone(),
            seconds: PATIENCE.as_secs(),
        }
    }

    fn refused(&self, doing: &'static str) -> impl FnOnce(std::io::Error) -> StartError {
        StartError::refused(doing, &self.places.log)
    }
}
