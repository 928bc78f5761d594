//! Answers kept for retries, afterwards: what is redacted or erased goes from them too, and they go
//! themselves once they have been kept long enough.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Nullable};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use super::etag;
use crate::database::schema::kept_answers;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Where a part stands in a whole, from 1; 0 where it does not (`position`, as a function).
    #[sql_name = "pg_catalog.position"]
    fn place_in(whole: Nullable<Binary>, part: Binary) -> Nullable<Integer>;
}

/// A kept answer's scope, body and tag.
type Held = (Vec<u8>, Option<Vec<u8>>, Option<String>);

/// Waits for the requests whose answers are about to be kept, and keeps others out until the end
/// of the transaction: none can keep what it read before. Call it before locking anything else.
pub async fn hold(conn: &mut AsyncPgConnection) -> QueryResult<()> {
    diesel::sql_query("lock table kept_answers in share row exclusive mode")
        .execute(conn)
        .await
        .map(drop)
}

/// Rewrites the kept answers that hold one of these strings, as JSON writes them; `rewrite` says
/// whether it changed the answer. The tag follows the body.
pub async fn rewrite(
    conn: &mut AsyncPgConnection,
    strings: &[String],
    rewrite: impl Fn(&mut Value) -> bool,
) -> QueryResult<()> {
    for string in strings {
        let written = Value::from(string.as_str()).to_string().into_bytes();
        let holding: Vec<Held> = kept_answers::table
            .filter(place_in(kept_answers::body, written).gt(0))
            .select((kept_answers::scope, kept_answers::body, kept_answers::etag))
            .load(conn)
            .await?;
        for (scope, body, tag) in holding {
            let Some(mut answer) = body.and_then(|body| serde_json::from_slice::<Value>(&body).ok()) else {
                continue;
            };
            if !rewrite(&mut answer) {
                continue;
            }
            let body = answer.to_string().into_bytes();
            let tag = tag.map(|tag| etag::tag(etag::version(&tag), &body));
            diesel::update(kept_answers::table.find(scope))
                .set((kept_answers::body.eq(body), kept_answers::etag.eq(tag)))
                .execute(conn)
                .await?;
        }
    }
    Ok(())
}

/// Forgets the answers kept for an account.
pub async fn forget(conn: &mut AsyncPgConnection, account: Uuid) -> QueryResult<()> {
    diesel::delete(kept_answers::table.filter(kept_answers::account_id.eq(account)))
        .execute(conn)
        .await
        .map(drop)
}

/// Throws away at most `batch` answers that were kept before an instant; gives their number.
pub async fn forget_old(conn: &mut AsyncPgConnection, before: DateTime<Utc>, batch: i64) -> QueryResult<usize> {
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

/// Calls `each` on every object inside a value, itself included; whether one was changed.
pub fn objects(value: &mut Value, each: &impl Fn(&mut serde_json::Map<String, Value>) -> bool) -> bool {
    let (mut changed, inside): (bool, Vec<&mut Value>) = match value {
        Value::Object(object) => (each(object), object.values_mut().collect()),
        Value::Array(items) => (false, items.iter_mut().collect()),
        _ => return false,
    };
    for value in inside {
        changed |= objects(value, each);
    }
    changed
}
