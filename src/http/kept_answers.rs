//! SQL that throws away answers kept for retries, once they have been kept long enough.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::database::schema::kept_answers;

/// Throws away at most `batch` answers that were kept before an instant; gives their number.
pub async fn forget(conn: &mut AsyncPgConnection, before: DateTime<Utc>, batch: i64) -> QueryResult<usize> {
    let old: Vec<Vec<u8>> = kept_answers::table
        .filter(kept_answers::created_at.lt(before))
        .order(kept_answers::created_at)
        .limit(batch)
        .select(kept_answers::scope)
        .load(conn)
        .await?;
    // A key that was forgotten meanwhile and came again has a new row, which stays.
    let still_old = kept_answers::table
        .filter(kept_answers::scope.eq_any(&old))
        .filter(kept_answers::created_at.lt(before));
    diesel::delete(still_old).execute(conn).await
}
