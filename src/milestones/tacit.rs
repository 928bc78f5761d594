//! Tacit acceptance: where the programme turns it on, a provider's submission still undecided at
//! 00:00 programme time after the verification days is accepted by the system account, and the
//! decision says so (domain.md, "Milestones").

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::acting::{self, ActionInput};
use super::derived::tacit_acceptance_on;
use super::life::{MilestoneAction, MilestoneState};
use super::model::Milestone;
use super::queries;
use super::submissions::{self, Decision, Outcome, Submission};
use crate::access::SYSTEM_ACCOUNT;
use crate::clock::Clock;
use crate::database::schema::{decisions, milestones, missions, programmes, projects, submissions as rows};
use crate::http::ApiResult;
use crate::journal::{Action, Entry, Journal};
use crate::programmes::Programme;
use crate::services::Services;

/// Accepts every submission that is due today, each in its own transaction; gives their number.
pub async fn accept_due(services: &Services) -> ApiResult<usize> {
    let mut conn = services.connection().await?;
    let mut accepted = 0;
    for (project, submission, programme) in undecided(&mut conn).await? {
        let today = services.clock.today(programme.zone());
        let due = tacit_acceptance_on(submission.submitted_on, programme.verification_days);
        if due.is_none_or(|due| due > today) {
            continue;
        }
        let done = conn
            .transaction(async |conn| accept(conn, project, &submission, today, &services.clock).await)
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
async fn undecided(conn: &mut AsyncPgConnection) -> QueryResult<Vec<(Uuid, Submission, Programme)>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(rows::id));
    let provider = missions::table
        .filter(missions::project_id.eq(projects::id))
        .filter(missions::provider_id.nullable().eq(rows::organisation_id));
    rows::table
        .inner_join(milestones::table.inner_join(projects::table.inner_join(programmes::table)))
        .filter(programmes::tacit_acceptance)
        .filter(milestones::state.eq(MilestoneState::Submitted))
        .filter(rows::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .filter(exists(provider))
        .order(rows::id)
        .select((projects::id, Submission::as_select(), Programme::as_select()))
        .load(conn)
        .await
}

/// Accepts one submission, unless it was decided on or withdrawn in the meantime.
async fn accept(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    submission: &Submission,
    today: NaiveDate,
    clock: &Clock,
) -> QueryResult<bool> {
    crate::projects::lock_row(conn, project).await?;
    let now = clock.now();
    let before = queries::lock(conn, submission.milestone_id).await?;
    let pending = submissions::pending(conn, before.id).await?;
    if before.state != MilestoneState::Submitted || pending.is_none_or(|pending| pending.id != submission.id) {
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
        decided_at: now,
    };
    let after = Milestone {
        version: before.version + 1,
        updated_at: now,
        updated_by: SYSTEM_ACCOUNT,
        ..acting::after(before.clone(), MilestoneAction::Accept, &ActionInput::default(), today)
    };
    submissions::insert_decision(conn, &decision).await?;
    queries::update(conn, &after).await?;
    let mut journal = Journal::of(SYSTEM_ACCOUNT);
    journal.add(Entry::created(&decision));
    journal.add(Entry::changed(Action::Accepted, &before, &after));
    journal.write(conn).await?;
    Ok(true)
}
