//! Takes what was erased or redacted out of the database's files too, as far as that costs nobody anything.
//!
//! PostgreSQL leaves a replaced row where it stood, and its log (WAL) repeats what was written. Whoever
//! takes something away for good [notes](note) from which tables, in the same transaction. In the
//! background those are [vacuumed](Scrubber::vacuum), beside whoever reads and writes them: the rows are gone, and
//! their place is free. What filled that place stays in the file until something is written over it; a table
//! that is [written anew](Scrubber::rewrite) has none of it, and is closed to everyone meanwhile: an operator asks for
//! that (`jalon scrub --full`). The log of the service's own server is begun anew, and the server throws away
//! what came before at its next checkpoint (`wal_recycle=off`, `embedded/command.rs`).

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use tokio::time::{sleep, timeout};

use super::schema::removals;
use super::{Address, Prepared};

/// Only autovacuum and changes of a table keep a vacuum waiting, and nobody waits behind it; the pauses are
/// those of autovacuum. A table that is to be written anew keeps everyone waiting until it is our turn.
const SESSION: &str =
    "set lock_timeout = '3s'; set statement_timeout = 0; set vacuum_cost_delay = '2ms'; set timezone = 'UTC'";
/// One scrubber a database: taken until the connection ends.
const ALONE: &str = "select pg_try_advisory_lock(7237131202) as alone";
/// How long transactions that may still see what was removed have to end: longer than any request.
const PATIENCE: Duration = Duration::from_secs(40);
/// How often they are looked for.
const GLANCE: Duration = Duration::from_millis(100);

/// Transactions of this database that run now: each holds the lock of its own number, which any role sees.
const RUNNING: &str =
    "select coalesce(array_agg(virtualtransaction), '{}') as numbers from pg_locks join pg_stat_activity using (pid)
    where locktype = 'virtualxid' and granted and datname = current_database() and pid <> pg_backend_pid()";

/// Notes that something was taken from these tables for good; each is named with its schema.
pub async fn note(mut conn: &AsyncPgConnection, relations: &[&str]) -> QueryResult<()> {
    let rows: Vec<_> = relations.iter().map(|name| removals::relation.eq(*name)).collect();
    Prepared(diesel::insert_into(removals::table).values(rows))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// A note that something was taken from a table.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = removals, check_for_backend(diesel::pg::Pg))]
pub struct Note {
    id: i64,
    /// The table, with its schema.
    pub relation: String,
    /// When it was vacuumed since.
    pub vacuumed_at: Option<DateTime<Utc>>,
}

/// The tables that wait to be written anew, those first that wait to be vacuumed.
pub async fn notes(mut conn: &AsyncPgConnection) -> QueryResult<Vec<Note>> {
    removals::table
        .order((removals::vacuumed_at.is_not_null(), removals::id))
        .select(Note::as_select())
        .load(&mut conn)
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
struct Alone {
    #[diesel(sql_type = Bool)]
    alone: bool,
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

    /// A connection to scrub with, unless somebody else is at it.
    pub async fn connect(&self) -> anyhow::Result<Option<AsyncPgConnection>> {
        let mut conn = self.address.connect().await?;
        conn.batch_execute(SESSION).await?;
        let Alone { alone } = diesel::sql_query(ALONE).get_result(&mut conn).await?;
        Ok(alone.then_some(conn))
    }

    /// Vacuums the tables of these notes, beside whoever uses them; gives their number. One that fails
    /// keeps no other back, and is told. What a table's index holds goes too, however little it is.
    pub async fn vacuum(&self, mut conn: &AsyncPgConnection, notes: &[Note]) -> anyhow::Result<usize> {
        let (mut done, mut failed) = (0, None);
        for (relation, ids) in by_table(notes.iter().filter(|note| note.vacuumed_at.is_none())) {
            // The names are the code's own: nobody sends them.
            let vacuum = format!("vacuum (index_cleanup on, truncate off) {relation}");
            if let Err(error) = conn.batch_execute(&vacuum).await {
                failed = Some(anyhow::Error::from(error).context(relation.to_owned()));
                continue;
            }
            if self.whole_server {
                begin_log(conn).await?;
            }
            diesel::update(removals::table.filter(removals::id.eq_any(ids)))
                .set(removals::vacuumed_at.eq(diesel::dsl::now))
                .execute(&mut conn)
                .await?;
            done += 1;
        }
        failed.map_or(Ok(done), Err)
    }

    /// Writes the tables of these notes anew, each closed to everyone meanwhile, and has the log of the service's
    /// own server begin anew; each table is told when it is begun. Where it is interrupted, the next one goes on.
    pub async fn rewrite(
        &self,
        mut conn: &AsyncPgConnection,
        notes: &[Note],
        mut tell: impl FnMut(&str),
    ) -> anyhow::Result<()> {
        for (relation, ids) in by_table(notes.iter()) {
            tell(relation);
            conn.batch_execute(&format!("vacuum full {relation}")).await?;
            if self.whole_server {
                begin_log(conn).await?;
                conn.batch_execute("checkpoint").await?;
            }
            diesel::delete(removals::table.filter(removals::id.eq_any(ids)))
                .execute(&mut conn)
                .await?;
        }
        Ok(())
    }
}

/// The tables of notes, each once, with the ids of its notes.
fn by_table<'a>(notes: impl Iterator<Item = &'a Note>) -> Vec<(&'a str, Vec<i64>)> {
    let mut tables: Vec<(&str, Vec<i64>)> = Vec::new();
    for note in notes {
        match tables.iter_mut().find(|(relation, _)| *relation == note.relation) {
            Some((_, ids)) => ids.push(note.id),
            None => tables.push((&note.relation, vec![note.id])),
        }
    }
    tables
}

/// Waits for the transactions for whose sake a vacuum would leave what was removed: those that run now, and
/// then those that began beside them, whose snapshots reach as far back.
pub async fn outwait(conn: &AsyncPgConnection) -> anyhow::Result<()> {
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

async fn running(mut conn: &AsyncPgConnection) -> QueryResult<Vec<String>> {
    let running: Running = diesel::sql_query(RUNNING).get_result(&mut conn).await?;
    Ok(running.numbers)
}

/// Begins a new file of the log; one with nothing in it would not be left.
async fn begin_log(mut conn: &AsyncPgConnection) -> QueryResult<()> {
    conn.batch_execute("select pg_logical_emit_message(false, 'jalon', ''); select pg_switch_wal()")
        .await
}
