//! The template: a database in which the migrations have run, named after what they say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};
use sha2::{Digest, Sha256};
use tokio_postgres::Client;

use super::drop_database;
use super::server::Server;

/// The name of the template of these migrations, which is built unless it is there.
pub async fn build(client: &Client, server: &Server, migrations: &Path) -> anyhow::Result<String> {
    let name = format!(
        "tmpl_{}",
        &fingerprint(migrations).context("read the migrations")?[..16]
    );
    if client
        .query_opt("select from pg_database where datname = $1", &[&name])
        .await?
        .is_some()
    {
        return Ok(name);
    }
    // Under another name until it is whole.
    let draft = format!("{name}_draft");
    drop_database(client, &draft).await?;
    client
        .batch_execute(&format!("create database {draft} {}", server.owner_clause()))
        .await?;
    jalon::database::migrate(&server.url(&draft))
        .await
        .context("migrate the template")?;
    // Nobody may be connected to a database while it is renamed or copied.
    client
        .batch_execute(&format!("alter database {draft} allow_connections false"))
        .await?;
    let mut patience = 100;
    while let Err(error) = client
        .batch_execute(&format!("alter database {draft} rename to {name}"))
        .await
    {
        patience -= 1;
        anyhow::ensure!(patience > 0, "the template stays in use: {error}");
        client
            .query(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
                &[&draft],
            )
            .await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Another branch's template serves when one comes back to it; for some days. Only a
    // superuser can tell their age: elsewhere they stay.
    let sql = "select datname from pg_database where datname ~ '^tmpl_' and datname <> $1 \
         and (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '3 days'";
    for old in client.query(sql, &[&name]).await.unwrap_or_default() {
        let _ = drop_database(client, old.get(0)).await;
    }
    Ok(name)
}

/// Drops the databases of processes that have died.
pub async fn sweep(client: &Client) -> anyhow::Result<()> {
    let sql = "select datname, split_part(datname, '_', 2) from pg_database where datname ~ '^t_[0-9]+_[0-9]+$'";
    for row in client.query(sql, &[]).await? {
        let (name, pid): (&str, &str) = (row.get(0), row.get(1));
        // One with our own number is of another before us: we have none yet.
        let dead = |pid: i32| {
            let pid = Pid::from_raw(pid);
            pid == Some(rustix::process::getpid()) || pid.is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH))
        };
        if pid.parse().is_ok_and(dead) {
            drop_database(client, name).await?;
        }
    }
    Ok(())
}

/// A hash of what the migrations say, names and contents.
fn fingerprint(folder: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    for path in files(folder)? {
        let contents = fs::read(&path)?;
        hash.update(format!(
            "{}\n{}\n",
            path.strip_prefix(folder).unwrap_or(&path).display(),
            contents.len()
        ));
        hash.update(contents);
    }
    Ok(format!("{:x}", hash.finalize()))
}

/// All files below `folder` that make a migration, in order.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "sql" || kind == "toml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
