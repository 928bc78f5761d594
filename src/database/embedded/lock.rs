//! One instance at a time: a lock the kernel gives back however its holder ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;

use super::error::StartError;
use super::places::Places;

/// Held as long as this value; the programs we run do not inherit it.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Takes the lock, or tells that another instance runs. Does not wait.
    pub(super) fn take(places: &Places) -> Result<Self, StartError> {
        // 0600: whoever can open the file could hold the lock.
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&places.lock)
            .map_err(StartError::refused("open", &places.lock))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StartError::InUse(places.home.clone())),
            Err(TryLockError::Error(source)) => Err(StartError::refused("lock", &places.lock)(source)),
        }
    }
}
