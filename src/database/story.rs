//! Past stamps, for the demonstration's seed alone.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

/// Proposes a past instant as the stamp of the transaction in progress. Stamps ascend all the same:
/// once anything newer was written, the proposal only gives the next stamp (`hist.stamp`).
pub async fn propose_stamp(mut conn: &AsyncPgConnection, at: DateTime<Utc>) -> QueryResult<()> {
    diesel::select(set_config("jalon.story_at", at.to_rfc3339(), true))
        .execute(&mut conn)
        .await
        .map(drop)
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Postgres' `set_config`; local to the transaction where the last argument is true.
    fn set_config(
        name: diesel::sql_types::Text,
        value: diesel::sql_types::Text,
        local: diesel::sql_types::Bool,
    ) -> diesel::sql_types::Text;
}
