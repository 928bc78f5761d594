//! Where files are kept: a folder, or a bucket behind the S3 protocol.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, DirEntry};
use std::io;
use std::ops::Range;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt};

use super::{Spooled, bucket};
use crate::settings::Bucket;

/// The file that says whose the store's folder is.
const MARK: &str = ".jalon";
/// How much of a file is in memory at once on its way into a folder.
const FOLDER_PART: usize = 512 * 1024;
/// The same, into a bucket: S3 takes no smaller part.
const BUCKET_PART: usize = 5 * 1024 * 1024;

/// The files of the service, each under a key that only a row of the database gives meaning to.
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    /// Where files arrive; and the store's own folder, if it is one.
    folders: Vec<PathBuf>,
    part: usize,
    held: Arc<Mutex<HashSet<String>>>,
    /// What says that the store's folder is the one that was opened.
    mark: Option<PathBuf>,
    /// Whether the store's folder was empty when it was opened.
    is_new: bool,
}

/// A key whose file is being put and named: the sweep leaves it alone as long as this lives.
pub struct Held {
    /// The key.
    pub key: String,
    held: Arc<Mutex<HashSet<String>>>,
}

impl FileStore {
    /// Files in `data_dir/files`.
    pub fn in_folder(data_dir: &Path) -> anyhow::Result<Self> {
        let folder = closed_folder(&data_dir.join("files"))?;
        let mark = folder.join(MARK);
        let known = |entry: io::Result<DirEntry>| entry.is_ok_and(|entry| entry.file_name() != "lost+found");
        let is_new = !fs::read_dir(&folder)?.any(known);
        let objects = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        Ok(Self {
            mark: Some(mark),
            is_new,
            ..Self::new(Arc::new(objects), data_dir, Some(folder))?
        })
    }

    /// Files in a bucket; they arrive in `data_dir` first.
    pub fn in_bucket(bucket: &Bucket, data_dir: &Path) -> anyhow::Result<Self> {
        Self::new(bucket::open(bucket)?, data_dir, None)
    }

    fn new(objects: Arc<dyn ObjectStore>, data_dir: &Path, folder: Option<PathBuf>) -> anyhow::Result<Self> {
        let arrivals = closed_folder(&data_dir.join("arriving"))?;
        Ok(Self {
            objects,
            part: if folder.is_some() { FOLDER_PART } else { BUCKET_PART },
            folders: std::iter::once(arrivals).chain(folder).collect(),
            held: Arc::default(),
            mark: None,
            is_new: false,
        })
    }

    /// Takes the folder for its own, and refuses one that is empty though files are kept in it: a volume
    /// that is not there, say. Nothing is put before.
    pub fn claim(&self, kept: i64) -> anyhow::Result<()> {
        let Some(mark) = &self.mark else { return Ok(()) };
        let folder = mark.parent().unwrap_or(mark).display();
        anyhow::ensure!(
            !self.is_new || kept == 0,
            "{folder} is empty, and the database names {kept} files in it: is a volume missing?"
        );
        fs::write(mark, "Jalon keeps uploaded files here.\n").with_context(|| format!("{folder} cannot be written"))
    }

    /// Where files arrive.
    pub fn arrivals(&self) -> &Path {
        self.folders.first().map_or(Path::new("."), PathBuf::as_path)
    }

    /// The folders in which a crash can leave something that the store itself does not list.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Takes a key under which a file is going to be put.
    pub fn hold(&self, key: String) -> Held {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(key.clone());
        Held {
            key,
            held: self.held.clone(),
        }
    }

    /// Whether a file is being put under the key, by this process.
    pub fn is_held(&self, key: &str) -> bool {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    }

    /// Refuses to go on where the folder went from under us: it would be made anew, and hide its files
    /// once it is back.
    async fn stands(&self) -> anyhow::Result<()> {
        if let Some(mark) = &self.mark {
            anyhow::ensure!(tokio::fs::try_exists(mark).await?, "{} is gone", mark.display());
        }
        Ok(())
    }

    /// Puts a file under the key, durably; nothing stands there before all of it does.
    pub async fn put(&self, held: &Held, spooled: &Spooled) -> anyhow::Result<()> {
        let key = Key::parse(&held.key)?;
        self.stands().await?;
        if spooled.size <= self.part as u64 {
            let bytes = spooled.part(0, self.part).await?;
            self.objects.put(&key, bytes.into()).await?;
            return Ok(());
        }
        let mut upload = self.objects.put_multipart(&key).await?;
        let sent = async {
            let mut offset = 0;
            while offset < spooled.size {
                let part = spooled.part(offset, self.part).await?;
                anyhow::ensure!(!part.is_empty(), "the received file has shrunk");
                offset += part.len() as u64;
                upload.put_part(part.into()).await?;
            }
            upload.complete().await?;
            Ok(())
        };
        let sent: anyhow::Result<()> = sent.await;
        if sent.is_err() {
            // What cannot be taken back is an orphan, or a part that the bucket's own rule ends.
            let _ = upload.abort().await;
        }
        sent
    }

    /// Part of a file, piece by piece.
    pub async fn read(
        &self,
        key: &str,
        range: Range<u64>,
    ) -> anyhow::Result<BoxStream<'static, object_store::Result<bytes::Bytes>>> {
        self.stands().await?;
        let options = GetOptions::default().with_range(Some(GetRange::Bounded(range)));
        let found = self.objects.get_opts(&Key::parse(key)?, options).await;
        Ok(found
            .context("a file that the database names cannot be read")?
            .into_stream())
    }

    /// Removes a file; one that is not there is removed already.
    pub async fn delete(&self, key: &str) -> anyhow::Result<()> {
        match self.objects.delete(&Key::parse(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes files that no row names; what cannot be reached now, the sweep removes later.
    pub async fn discard(&self, keys: &[String]) {
        for key in keys {
            if let Err(error) = self.delete(key).await {
                tracing::warn!(cause = %format!("{error:#}"), "a file that is not wanted stays until the sweep");
            }
        }
    }

    /// The keys of the files under a folder that were last written before an instant.
    pub fn older(&self, folder: &str, than: DateTime<Utc>) -> BoxStream<'static, object_store::Result<String>> {
        self.objects
            .list(Some(&Key::from(folder)))
            .try_filter(move |object| std::future::ready(object.last_modified < than))
            .map_ok(|object| object.location.to_string())
            .boxed()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.key);
    }
}

/// A folder that nobody else reads; made where it is missing.
fn closed_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder.canonicalize()?)
}
