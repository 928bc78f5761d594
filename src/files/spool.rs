//! A file as it arrives: written to a file without a name, summed on the way.
//!
//! Having no name, it vanishes with whoever holds it: a cut connection, a refusal or a `kill -9`
//! leave nothing behind. Writing and summing happen off the worker threads, a piece at a time, so
//! that memory does not grow with the file.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use actix_web::web;
use anyhow::Context;
use sha2::{Digest, Sha256};

/// How many bytes are gathered before they are written.
const PIECE: usize = 256 * 1024;

/// A file that is arriving.
pub struct Spool {
    /// None while a piece is being written, and after a write that failed.
    writer: Option<Writer>,
    size: u64,
}

struct Writer {
    file: File,
    sum: Sha256,
    piece: Vec<u8>,
}

/// A file that has arrived whole.
#[derive(Debug)]
pub struct Spooled {
    file: File,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Spool {
    /// An empty file without a name, on the file system of `folder`.
    pub fn create(folder: &Path) -> anyhow::Result<Self> {
        let file = tempfile::tempfile_in(folder)
            .with_context(|| format!("no file can be received in {}", folder.display()))?;
        let writer = Writer {
            file,
            sum: Sha256::new(),
            piece: Vec::with_capacity(PIECE),
        };
        Ok(Self {
            writer: Some(writer),
            size: 0,
        })
    }

    /// How many bytes have arrived.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes some more bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut writer = self.writer.take().context("an earlier write failed")?;
        writer.piece.extend_from_slice(bytes);
        if writer.piece.len() >= PIECE {
            writer = web::block(move || writer.flush()).await??;
        }
        self.writer = Some(writer);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Ends the file.
    pub async fn finish(mut self) -> anyhow::Result<Spooled> {
        let writer = self.writer.take().context("an earlier write failed")?;
        let writer = web::block(move || writer.flush()).await??;
        Ok(Spooled {
            file: writer.file,
            size: self.size,
            sha256: format!("{:x}", writer.sum.finalize()),
        })
    }
}

impl Writer {
    fn flush(mut self) -> anyhow::Result<Self> {
        self.file.write_all(&self.piece)?;
        self.sum.update(&self.piece);
        self.piece.clear();
        Ok(self)
    }
}

impl Spooled {
    /// Reads the file from its beginning, off the worker threads.
    pub async fn with<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut File) -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let mut file = self.file.try_clone()?;
        web::block(move || {
            file.rewind()?;
            read(&mut file)
        })
        .await?
    }

    /// At most `length` bytes from `offset` on.
    pub async fn part(&self, offset: u64, length: usize) -> anyhow::Result<Vec<u8>> {
        self.with(move |file| {
            let mut part = Vec::with_capacity(length);
            file.seek(SeekFrom::Start(offset))?;
            file.take(length as u64).read_to_end(&mut part)?;
            Ok(part)
        })
        .await
    }
}
