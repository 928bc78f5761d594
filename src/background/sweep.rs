//! Throws away what is worth nothing any more: answers kept for retries, sign-ins that are over,
//! one-time secrets. A progress entry's key is kept for ever, and is not touched.

use chrono::TimeDelta;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;

use crate::accounts::spent;
use crate::http::services::Services;
use crate::http::{ApiResult, idempotency_records};

/// Rows that go at once: few enough that nobody waits for them.
const BATCH: i64 = 500;

/// For so long what is spent is still there, for whoever asks what happened yesterday.
const SPENT_FOR: TimeDelta = TimeDelta::days(1);

/// Throws everything away that can go now; gives the number of rows.
pub async fn sweep(services: &Services) -> ApiResult<usize> {
    let now = services.clock.now();
    let mut conn = services.connection().await?;
    let (unkept, spent) = (now - services.answers_kept, now - SPENT_FOR);
    let answers = drain(&mut conn, async |conn| {
        idempotency_records::forget_old(conn, unkept, BATCH).await
    })
    .await?;
    let sessions = drain(&mut conn, async |conn| spent::sessions(conn, spent, BATCH).await).await?;
    let secrets = drain(&mut conn, async |conn| spent::secrets(conn, spent, BATCH).await).await?;
    Ok(answers + sessions + secrets)
}

/// Repeats a batch until one is not full.
async fn drain(
    conn: &mut AsyncPgConnection,
    batch: impl AsyncFn(&mut AsyncPgConnection) -> QueryResult<usize>,
) -> QueryResult<usize> {
    let mut gone = 0;
    loop {
        let now = batch(conn).await?;
        gone += now;
        if i64::try_from(now).is_ok_and(|now| now < BATCH) {
            return Ok(gone);
        }
    }
}
