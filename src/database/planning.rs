//! How PostgreSQL plans statements (`docs/adr/0016-kept-plans.md`).
//!
//! Sessions keep the plan that a statement was given when it was prepared, whatever it is asked of: nearly all name rows by their ids. These say
//! otherwise, from here to the end of the transaction.

use diesel::QueryResult;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::Prepared;

/// A statement is planned for its values: by them a filter keeps nearly all rows, or nearly none.
pub async fn plan_anew(conn: &AsyncPgConnection) -> QueryResult<()> {
    set(conn, "set local plan_cache_mode = force_custom_plan").await
}

/// PostgreSQL compares what both ways have cost: who sees a few of many projects gets another plan than who sees them all.
pub async fn weigh_plans(conn: &AsyncPgConnection) -> QueryResult<()> {
    set(conn, "set local plan_cache_mode = auto").await
}

async fn set(mut conn: &AsyncPgConnection, statement: &str) -> QueryResult<()> {
    Prepared(diesel::sql_query(statement))
        .execute(&mut conn)
        .await
        .map(drop)
}
