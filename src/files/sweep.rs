//! What no row names is removed: the leftovers of crashes.
//!
//! Three rules keep the sweep from ever removing what is wanted: it looks only under the id of its
//! own database, at what is older than the days of grace (longer than any request), and leaves
//! what this very process is putting; then it asks the database which of the keys a row names.

use std::path::Path;
use std::time::{Duration, SystemTime};

use actix_web::web;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::StreamExt;
use uuid::Uuid;

use super::FileStore;
use crate::clock;
use crate::database::Pool;
use crate::database::schema::{evidence, installation};

/// How many keys the database is asked about at once.
const BATCH: usize = 500;

/// The id under which this database's files are kept.
pub async fn installation(mut conn: &AsyncPgConnection) -> QueryResult<Uuid> {
    installation::table.select(installation::id).first(&mut conn).await
}

/// How many files rows name.
pub async fn kept(mut conn: &AsyncPgConnection) -> QueryResult<i64> {
    evidence::table
        .filter(evidence::file_key.is_not_null())
        .count()
        .get_result(&mut conn)
        .await
}

/// Removes every file older than `grace` that no row names; gives their number.
pub async fn sweep(store: &FileStore, pool: &Pool, grace: Duration) -> anyhow::Result<usize> {
    let folders = store.folders().to_vec();
    let mut removed = web::block(move || {
        let swept = folders.iter().enumerate().map(|(index, folder)| {
            // Whatever stands among the arrivals was cut; in the store's folder, what it is half done with.
            leftovers(folder, grace, &|name| index == 0 || name.contains('#'))
        });
        swept.sum::<std::io::Result<usize>>()
    })
    .await??;
    let mine = installation(&*pool.get().await?).await?.to_string();
    let old = clock::instant() - chrono::TimeDelta::from_std(grace)?;
    let mut batches = store.older(&mine, old).chunks(BATCH);
    while let Some(batch) = batches.next().await {
        let keys: Vec<String> = batch.into_iter().collect::<Result<_, _>>()?;
        let named: Vec<Option<String>> = evidence::table
            .filter(evidence::file_key.eq_any(&keys))
            .select(evidence::file_key)
            .load(&mut *pool.get().await?)
            .await?;
        let orphans = keys
            .iter()
            .filter(|key| !named.iter().flatten().any(|named| named == *key) && !store.is_held(key));
        for key in orphans {
            store.delete(key).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Removes the old files of a folder, and of those in it, whose name is one to remove.
fn leftovers(folder: &Path, grace: Duration, remove: &impl Fn(&str) -> bool) -> std::io::Result<usize> {
    let mut removed = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        removed += match entry.file_type()? {
            kind if kind.is_dir() => leftovers(&entry.path(), grace, remove)?,
            kind if kind.is_file() && remove(&entry.file_name().to_string_lossy()) => {
                usize::from(present(remove_old(&entry.path(), grace))?.unwrap_or(false))
            }
            _ => 0,
        };
    }
    Ok(removed)
}

fn remove_old(file: &Path, grace: Duration) -> std::io::Result<bool> {
    let age = SystemTime::from(clock::instant()).duration_since(file.metadata()?.modified()?);
    let old = age.is_ok_and(|age| age >= grace);
    if old {
        std::fs::remove_file(file)?;
    }
    Ok(old)
}

/// Nothing where the file went away by itself meanwhile.
fn present<T>(done: std::io::Result<T>) -> std::io::Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
