//! Tacit acceptance: where the programme turns it on, a provider's submission still undecided at
//! 00:00 programme time after the verification days is accepted by the system account, and the
//! decision says so (domain.md, "Milestones").

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::acting::{self, ActionInput};
use super::derived::tacit_acceptance_on;
use super::life::{MilestoneAction, MilestoneState};
use super::queries;
use super::submissions::{self, Decision, Outcome, Submission};
use crate::access::SYSTEM_ACCOUNT;
use crate::database::schema::{
    decisions, milestones, missions, programmes, projects as all_projects, submissions as rows,
};
use crate::http::services::Services;
use crate::http::{self, Admitted, ApiResult, Current};
use crate::journal::Action;
use crate::programmes::Programme;
use crate::projects::{self, Permit, Standing, Work};

/// Accepts every submission that is due today, each in its own transaction; gives their number.
pub async fn accept_due(services: &Services) -> ApiResult<usize> {
    let conn = services.connection().await?;
    let mut accepted = 0;
    let undecided = undecided(&conn).await?;
    drop(conn);
    for (project, submission, programme) in undecided {
        let today = services.clock.today(programme.zone());
        let due = tacit_acceptance_on(submission.submitted_on, programme.verification_days);
        if due.is_none_or(|due| due > today) {
            continue;
        }
        let done = http::write_by_itself(services, async |change| {
            accept(change, project, &submission, today).await
        })
        .await;
        // One that fails must not hold the others back; it is tried again with the next look.
        match done {
            Ok(done) => accepted += usize::from(done),
            Err(error) => tracing::error!(submission = %submission.id, cause = %error, "a tacit acceptance failed"),
        }
    }
    Ok(accepted)
}

/// Providers' undecided submissions in programmes that accept tacitly.
async fn undecided(mut conn: &AsyncPgConnection) -> QueryResult<Vec<(Uuid, Submission, Programme)>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(rows::id));
    let provider = missions::table
        .filter(missions::project_id.eq(all_projects::id))
        .filter(missions::provider_id.nullable().eq(rows::organisation_id));
    rows::table
        .inner_join(milestones::table.inner_join(all_projects::table.inner_join(programmes::table)))
        .filter(programmes::tacit_acceptance)
        .filter(milestones::state.eq(MilestoneState::Submitted))
        .filter(rows::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .filter(exists(provider))
        .order(rows::id)
        .select((all_projects::id, Submission::as_select(), Programme::as_select()))
        .load(&mut conn)
        .await
}

/// Accepts one submission, unless it was decided on or withdrawn in the meantime, or its project ended.
async fn accept(
    change: &mut Admitted<'_>,
    project: Uuid,
    submission: &Submission,
    today: NaiveDate,
) -> ApiResult<bool> {
    let project = projects::lock(change, project).await?;
    let before = queries::lock(change.conn(), submission.milestone_id).await?;
    let pending = submissions::pending(change.conn(), before.id).await?;
    let permit = Permit::of(Work::Delivery, &Standing::of(&project, None, today));
    let undecided = before.state == MilestoneState::Submitted && pending.is_some_and(|it| it.id == submission.id);
    if !undecided || !permit.is_given() {
        return Ok(false);
    }
    let decision = Decision {
        id: Uuid::now_v7(),
        milestone_id: before.id,
        submission_id: submission.id,
        outcome: Outcome::Accepted,
        motive: None,
        reduction_percent: None,
        resubmit_by: None,
        tacit: true,
        decided_by: SYSTEM_ACCOUNT,
        organisation_id: None,
        decided_on: today,
        decided_at: change.now,
    };
    let after = acting::after(before.clone(), MilestoneAction::Accept, &ActionInput::default(), today);
    change.insert(&decision).await?;
    let before = Current::without_version(before);
    change.act(before, Action::Accepted, None, after).await?;
    Ok(true)
}
