//! The server's log: one file per start, the one before kept beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How much of its end is shown in a refusal.
const SHOWN_LINES: usize = 12;

/// The log of one start.
#[derive(Debug)]
pub(super) struct Log {
    path: PathBuf,
    /// Where the present attempt begins.
    from: u64,
}

impl Log {
    /// Puts the log of the last start aside.
    pub(super) fn rotate(path: &Path) -> io::Result<Self> {
        match fs::rename(path, path.with_extension("log.1")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(Self {
                path: path.to_owned(),
                from: 0,
            }),
        }
    }

    /// Opens it for an attempt to start.
    pub(super) fn open(&mut self) -> io::Result<File> {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o640)
            .open(&self.path)?;
        self.from = file.metadata()?.len();
        Ok(file)
    }

    /// What the present attempt has said.
    pub(super) fn said(&self) -> io::Result<String> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.from))?;
        let mut said = Vec::new();
        file.read_to_end(&mut said)?;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }
}

/// The last lines of `said`.
pub(super) fn tail(said: &str) -> String {
    let lines: Vec<_> = said.lines().collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}
