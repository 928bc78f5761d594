//! SQL of evidence.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::Evidence;
use crate::access::Actor;
use crate::database::schema::evidence;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Page};
use crate::milestones::Milestone;
use crate::milestones::log_order::log_page;
use crate::milestones::{find_visible, policy};

/// One page of a milestone's evidence, newest first.
pub async fn list(
    conn: &AsyncPgConnection,
    milestone: Uuid,
    page: &Page,
) -> ApiResult<(Vec<Evidence>, Option<i64>)> {
    let of_milestone = || {
        evidence::table
            .filter(evidence::milestone_id.eq(milestone))
            .into_boxed()
    };
    Ok(log_page!(
        conn,
        page,
        of_milestone(),
        evidence::added_at,
        evidence::id,
        Evidence
    ))
}

/// All of a milestone's evidence, oldest first.
pub async fn of_milestone(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Vec<Evidence>> {
    evidence::table
        .filter(evidence::milestone_id.eq(milestone))
        .order((evidence::added_at, evidence::id))
        .select(Evidence::as_select())
        .load(&mut conn)
        .await
}

/// The evidence with these ids, oldest first.
pub async fn with_ids(mut conn: &AsyncPgConnection, ids: Vec<Uuid>) -> QueryResult<Vec<Evidence>> {
    evidence::table
        .filter(evidence::id.eq_any(ids))
        .order((evidence::added_at, evidence::id))
        .select(Evidence::as_select())
        .load(&mut conn)
        .await
}

/// A piece of evidence that the actor may read: whoever sees its milestone (404), observers excepted (403).
pub async fn find_readable(mut conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<(Evidence, Milestone)> {
    let Key::Id(id) = key else {
        return Err(ApiError::not_found());
    };
    let row = evidence::table.find(id).select(Evidence::as_select()).first(&mut conn).await;
    let row: Evidence = row.optional()?.ok_or_else(ApiError::not_found)?;
    let (milestone, context) = find_visible(conn, actor, &Key::Id(row.milestone_id)).await?;
    policy::may_read_texts(&context)?;
    Ok((row, milestone))
}
