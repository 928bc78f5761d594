//! The writes: one transaction in two flights, what it stands on and what it writes; the second ends
//! with the journal and COMMIT together, so that no round trip lies under the stamp's lock.

mod batch;
mod forecast;
mod log;

pub use batch::batch;
pub use forecast::forecast;
pub use log::log;

use chrono::NaiveDate;
use serde_json::Value;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::Worker;
use super::connections::Connection;
use super::token::Bearer;
use crate::failure::Failure;

pub type Parameter<'a> = &'a (dyn ToSql + Sync);

const JOURNAL: &str = "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, before, after) \
    values ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// An entry of the journal.
pub struct Told<'a> {
    actor: Uuid,
    action: &'a str,
    entity: &'a str,
    id: Uuid,
    project: Uuid,
    milestone: Uuid,
    before: Option<Value>,
    after: Value,
}

impl Told<'_> {
    async fn write(&self, conn: &Connection) -> Result<(), Failure> {
        let statement = conn.prepared(JOURNAL).await?;
        let (id, change) = (Uuid::now_v7(), Uuid::now_v7());
        let parameters: [Parameter<'_>; 10] = [
            &id,
            &change,
            &self.actor,
            &self.action,
            &self.entity,
            &self.id,
            &self.project,
            &self.milestone,
            &self.before,
            &self.after,
        ];
        conn.client().execute(&statement, &parameters).await?;
        Ok(())
    }
}

/// The rights' parameters, where rights are checked.
struct Rights(Option<(Bearer, NaiveDate)>);

impl Rights {
    fn of(worker: &Worker, bearer: Bearer) -> Self {
        Self(worker.rights.then(|| (bearer, worker.today())))
    }

    /// The condition, with its parameters from `$n` on.
    fn sql(&self, n: usize) -> String {
        self.0.map(|_| super::statements::rights(n)).unwrap_or_default()
    }

    /// A statement's own parameters, and those of the condition.
    fn after<'a>(&'a self, own: &[Parameter<'a>]) -> Vec<Parameter<'a>> {
        let mut all = own.to_vec();
        if let Some((bearer, today)) = &self.0 {
            all.extend([&bearer.account as Parameter<'a>, &bearer.session, today]);
        }
        all
    }
}

/// Prepares what a transaction sends: sent together, statements keep their order only if none of them
/// has to be prepared first.
async fn ready(conn: &Connection, statements: &[&str]) -> Result<(), Failure> {
    for statement in ["begin", "commit", JOURNAL].iter().chain(statements) {
        conn.prepared(statement).await?;
    }
    Ok(())
}

/// Runs a statement.
async fn query(
    conn: &Connection,
    sql: &str,
    parameters: &[Parameter<'_>],
) -> Result<Vec<tokio_postgres::Row>, Failure> {
    let statement = conn.prepared(sql).await?;
    Ok(conn.client().query(&statement, parameters).await?)
}

async fn execute(conn: &Connection, sql: &str, parameters: &[Parameter<'_>]) -> Result<u64, Failure> {
    let statement = conn.prepared(sql).await?;
    Ok(conn.client().execute(&statement, parameters).await?)
}

/// One of the words that begin and end a transaction.
async fn word(conn: &Connection, word: &str) -> Result<(), Failure> {
    execute(conn, word, &[]).await.map(drop)
}
