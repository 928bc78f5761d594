//! SQL of submissions, decisions and observations.

use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::{Decision, Observation, Submission};
use crate::database::Prepared;
use crate::database::schema::{decisions, milestones, observations, submissions};
use crate::http::{ApiResult, Page};
use crate::milestones::log_order::log_page;

/// The submission of a milestone that awaits a decision: the newest one neither withdrawn nor
/// decided on.
pub async fn pending(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Option<Submission>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(submissions::id));
    submissions::table
        .filter(submissions::milestone_id.eq(milestone))
        .filter(submissions::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .order(submissions::number.desc())
        .select(Submission::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// The same of each milestone of a project that has one.
pub async fn pending_in(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Submission>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(submissions::id));
    submissions::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq(project))
        .filter(submissions::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .distinct_on(submissions::milestone_id)
        .order((submissions::milestone_id, submissions::number.desc()))
        .select(Submission::as_select())
        .load(&mut conn)
        .await
}

/// The number of a milestone's next submission.
pub async fn next_number(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<i32> {
    let last: Option<i32> = submissions::table
        .filter(submissions::milestone_id.eq(milestone))
        .select(max(submissions::number))
        .first(&mut conn)
        .await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes that a submission was withdrawn.
pub async fn withdraw(mut conn: &AsyncPgConnection, row: &Submission) -> QueryResult<()> {
    let update = diesel::update(submissions::table.find(row.id)).set((
        submissions::withdrawn_on.eq(row.withdrawn_on),
        submissions::version.eq(row.version),
    ));
    Prepared(update).execute(&mut conn).await.map(drop)
}

/// One page of a milestone's submissions, newest first.
pub async fn submissions(
    conn: &AsyncPgConnection,
    milestone: Uuid,
    page: &Page,
) -> ApiResult<(Vec<Submission>, Option<i64>)> {
    let rows = || {
        submissions::table
            .filter(submissions::milestone_id.eq(milestone))
            .into_boxed()
    };
    Ok(log_page!(
        conn,
        page,
        rows(),
        submissions::submitted_at,
        submissions::id,
        Submission
    ))
}

/// One page of the decisions on a milestone, newest first.
pub async fn decisions(
    conn: &AsyncPgConnection,
    milestone: Uuid,
    page: &Page,
) -> ApiResult<(Vec<Decision>, Option<i64>)> {
    let rows = || {
        decisions::table
            .filter(decisions::milestone_id.eq(milestone))
            .into_boxed()
    };
    Ok(log_page!(
        conn,
        page,
        rows(),
        decisions::decided_at,
        decisions::id,
        Decision
    ))
}

/// The submission that a decision was taken on.
pub async fn find_submission(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Submission> {
    submissions::table
        .find(id)
        .select(Submission::as_select())
        .first(&mut conn)
        .await
}

/// A decision, whoever may see it: its milestone decides.
pub async fn find_decision(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Option<Decision>> {
    decisions::table
        .find(id)
        .select(Decision::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// One page of the observations on a decision, newest first.
pub async fn observations(
    conn: &AsyncPgConnection,
    decision: Uuid,
    page: &Page,
) -> ApiResult<(Vec<Observation>, Option<i64>)> {
    let rows = || {
        let joined = observations::table.inner_join(decisions::table);
        joined.filter(observations::decision_id.eq(decision)).into_boxed()
    };
    Ok(log_page!(
        conn,
        page,
        rows(),
        observations::created_at,
        observations::id,
        Observation
    ))
}

/// An observation on a decision.
pub async fn find_observation(
    mut conn: &AsyncPgConnection,
    decision: Uuid,
    id: Uuid,
) -> QueryResult<Option<Observation>> {
    observations::table
        .inner_join(decisions::table)
        .filter(observations::id.eq(id))
        .filter(observations::decision_id.eq(decision))
        .select(Observation::as_select())
        .first(&mut conn)
        .await
        .optional()
}
