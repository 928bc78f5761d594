//! Takes what was erased or redacted out of the database's files too.
//!
//! PostgreSQL leaves a replaced row where it stood until its place is needed, and its log (WAL)
//! repeats what was written. Whoever takes something away for good [notes](note) from which tables,
//! in the same transaction; [`Scrubber::scrub`] writes those tables anew (`vacuum full`), so that
//! nothing else is in their files and indexes. Where the server is the service's own, the log is
//! begun anew as well: what came before a checkpoint is not needed any more, and is removed instead
//! of being kept for use again (`wal_recycle=off`, `embedded/command.rs`).

use std::time::Duration;

use anyhow::ensure;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use tokio::time::{sleep, timeout};

use super::Address;
use super::schema::removals;

/// A table is closed while it is written anew, and whoever asks for it waits behind us for as long
/// as we wait for it: so not for long, and again later.
const SESSION: &str = "set lock_timeout = '1s'; set statement_timeout = '10min'; set timezone = 'UTC'";
/// How long transactions that may still see what was removed have to end: longer than any request.
const PATIENCE: Duration = Duration::from_secs(40);
/// How often they are looked for.
const GLANCE: Duration = Duration::from_millis(100);
/// More files than a server keeps for use again (`max_wal_size`, 1 GB by default, in files of 16 MB).
const LOG_FILES: usize = 100;

/// Transactions of this database that run now: each holds the lock of its own number, which any role sees.
const RUNNING: &str =
    "select coalesce(array_agg(virtualtransaction), '{}') as numbers from pg_locks join pg_stat_activity using (pid)
    where locktype = 'virtualxid' and granted and datname = current_database() and pid <> pg_backend_pid()";
/// Files of the log beyond the one in use: kept for use again by a server that did so, and full of the past.
const KEPT: &str = "select count(*) as count from pg_ls_waldir()
    where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())";

/// Notes that something was taken from these tables for good; each is named with its schema.
pub async fn note(conn: &mut AsyncPgConnection, relations: &[String]) -> QueryResult<()> {
    let rows: Vec<_> = relations.iter().map(|name| removals::relation.eq(name)).collect();
    diesel::insert_into(removals::table)
        .values(rows)
        .execute(conn)
        .await
        .map(drop)
}

/// Whether something waits to be scrubbed.
pub async fn is_due(conn: &mut AsyncPgConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(removals::table.select(removals::id)))
        .get_result(conn)
        .await
}

/// Whoever scrubs a database.
#[derive(Clone)]
pub struct Scrubber {
    address: Address,
    /// Whether it may also begin the server's log anew.
    whole_server: bool,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Running {
    #[diesel(sql_type = Array<Text>)]
    numbers: Vec<String>,
}

impl Scrubber {
    /// One that owns the database's tables, on a server that is somebody else's.
    pub fn of_tables(database_url: &str) -> anyhow::Result<Self> {
        Ok(Self {
            address: Address::parse(database_url)?,
            whole_server: false,
        })
    }

    /// One that is the superuser of the service's own server.
    pub fn of_server(superuser_url: &str) -> anyhow::Result<Self> {
        Ok(Self {
            whole_server: true,
            ..Self::of_tables(superuser_url)?
        })
    }

    /// Writes every table anew that something was taken from; gives their number. What is noted
    /// meanwhile stays noted.
    pub async fn scrub(&self) -> anyhow::Result<usize> {
        let mut conn = self.address.connect().await?;
        conn.batch_execute(SESSION).await?;
        let due: Vec<(i64, String)> = removals::table.order(removals::id).load(&mut conn).await?;
        if due.is_empty() {
            return Ok(0);
        }
        outwait(&mut conn).await?;
        let (ids, mut relations): (Vec<i64>, Vec<String>) = due.into_iter().unzip();
        relations.sort_unstable();
        relations.dedup();
        for relation in &relations {
            // The names are the code's own and the catalog's: nobody sends them.
            conn.batch_execute(&format!("vacuum full {relation}")).await?;
        }
        if self.whole_server {
            begin_log(&mut conn).await?;
        }
        diesel::delete(removals::table.filter(removals::id.eq_any(ids)))
            .execute(&mut conn)
            .await?;
        Ok(relations.len())
    }
}

/// Waits for the transactions for whose sake a table written anew would keep what was removed: those that
/// run now, and then those that began beside them, whose snapshots reach as far back.
async fn outwait(conn: &mut AsyncPgConnection) -> anyhow::Result<()> {
    let gone = async {
        for _ in 0..2 {
            let awaited = running(conn).await?;
            while running(conn).await?.iter().any(|number| awaited.contains(number)) {
                sleep(GLANCE).await;
            }
        }
        QueryResult::Ok(())
    };
    match timeout(PATIENCE, gone).await {
        Ok(gone) => Ok(gone?),
        Err(_) => anyhow::bail!("a transaction has been open for too long: what was removed is still visible to it"),
    }
}

async fn running(conn: &mut AsyncPgConnection) -> QueryResult<Vec<String>> {
    let running: Running = diesel::sql_query(RUNNING).get_result(conn).await?;
    Ok(running.numbers)
}

/// Begins the log anew: uses up the files that were kept for use again, then lets go of all but the last.
async fn begin_log(conn: &mut AsyncPgConnection) -> anyhow::Result<()> {
    let mut used = 0;
    loop {
        ensure!(used < LOG_FILES, "the server's log does not come to an end");
        // A file with nothing in it would not be left.
        conn.batch_execute("select pg_logical_emit_message(false, 'jalon', ''); select pg_switch_wal()")
            .await?;
        used += 1;
        let kept: Count = diesel::sql_query(KEPT).get_result(conn).await?;
        if kept.count == 0 {
            break;
        }
    }
    Ok(conn.batch_execute("checkpoint").await?)
}
