//! SQL that throws away sign-ins that are over, and one-time secrets that serve no more.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::database::schema::{one_time_secrets, refresh_tokens, sessions};
use crate::settings::REFRESH_TOKEN_DAYS;

/// Throws away at most `batch` sign-ins that were over before an instant, with their refresh
/// tokens; gives their number. A sign-in is over when it was ended, or its last token ran out. The
/// used tokens of one that goes on stay: they tell a thief (RFC 9700, 4.14.2).
pub async fn sessions(conn: &mut AsyncPgConnection, before: DateTime<Utc>, batch: i64) -> QueryResult<usize> {
    let alive = refresh_tokens::table
        .filter(refresh_tokens::session_id.eq(sessions::id))
        .filter(refresh_tokens::expires_at.ge(before));
    let unused = sessions::created_at
        .lt(before - TimeDelta::days(REFRESH_TOKEN_DAYS))
        .and(not(exists(alive)));
    conn.transaction(async |conn| {
        let over: Vec<Uuid> = sessions::table
            .filter(sessions::ended_at.lt(before).or(unused))
            .order(sessions::id)
            .limit(batch)
            .select(sessions::id)
            .for_update()
            .skip_locked()
            .load(conn)
            .await?;
        let tokens = refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(&over));
        diesel::delete(tokens).execute(conn).await?;
        diesel::delete(sessions::table.filter(sessions::id.eq_any(&over)))
            .execute(conn)
            .await
    })
    .await
}

/// Throws away at most `batch` one-time secrets that were used, or ran out, before an instant;
/// gives their number.
pub async fn secrets(conn: &mut AsyncPgConnection, before: DateTime<Utc>, batch: i64) -> QueryResult<usize> {
    let spent: Vec<Uuid> = one_time_secrets::table
        .filter(
            one_time_secrets::expires_at
                .lt(before)
                .or(one_time_secrets::used_at.lt(before)),
        )
        .order(one_time_secrets::id)
        .limit(batch)
        .select(one_time_secrets::id)
        .load(conn)
        .await?;
    diesel::delete(one_time_secrets::table.filter(one_time_secrets::id.eq_any(&spent)))
        .execute(conn)
        .await
}
