//! One instance at a time: a lock the kernel gives back however its holder ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::thread;
use std::time::{Duration, Instant};

use super::error::StartError;
use super::places::Places;

/// How long to wait for an instance that is just leaving: a program that another thread is starting
/// holds a copy of the lock until it has replaced itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// Held as long as this value; the programs we run do not inherit it.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Takes the lock, or tells that another instance runs.
    pub(super) fn take(places: &Places) -> Result<Self, StartError> {
        // 0600: whoever can open the file could hold the lock.
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&places.lock)
            .map_err(StartError::refused("open", &places.lock))?;
        let patience = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < patience => thread::sleep(Duration::from_millis(20)),
                Err(TryLockError::WouldBlock) => return Err(StartError::InUse(places.home.clone())),
                Err(TryLockError::Error(source)) => return Err(StartError::refused("lock", &places.lock)(source)),
            }
        }
    }
}
