//! The one step behind every verb of a milestone: start, submit, withdraw, the decisions, cancel,
//! reopen. The life cycle itself stands in `life.rs`; here it is carried out.

use chrono::NaiveDate;
use uuid::Uuid;

use super::life::{self, MilestoneAction, MilestoneFacts, MilestoneRequest};
use super::locking::{expect_version, lock_visible};
use super::model::Milestone;
use super::policy::{self, Parties};
use super::submissions::{self, Decision, Outcome, Submission};
use super::{derived, evidence, queries, views};
use crate::access::Actor;
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{Answer, ApiResult, Change};
use crate::journal::{Action, Entry};
use crate::projects::ProjectContext;

/// What is input: the verb and what its body says.
#[derive(Debug, Default)]
pub struct ActionInput {
    /// Why.
    pub motive: Option<String>,
    /// How much is taken off, in percent.
    pub reduction_percent: Option<i32>,
    /// Until when a deferred milestone is to be submitted again.
    pub resubmit_by: Option<NaiveDate>,
}

/// Carries out one verb on a milestone, and answers with the milestone after it.
pub async fn act(
    change: &mut Change,
    milestone: &Key,
    action: MilestoneAction,
    input: ActionInput,
) -> ApiResult<Answer> {
    let actor = change.actor.clone();
    let (before, context) = lock_visible(change, milestone).await?;
    let today = change.today(context.programme.zone());
    let pending = submissions::pending(change.conn(), before.id).await?;
    let parties = parties(change, &context, &before, pending.as_ref()).await?;
    policy::may_act(&actor, &context, &before, action, parties, today)?;
    change.replay()?;
    expect_version(change, &context, &before).await?;
    let given = evidence::of_milestone(change.conn(), before.id).await?;
    let kinds: Vec<String> = given.iter().map(|piece| piece.kind.to_string()).collect();
    let missing = derived::missing_evidence(&before.required_evidence, &kinds);
    let dependencies = queries::depended_on(change.conn(), before.id).await?;
    let clock = crate::projects::clock(change.conn(), &context.project).await?;
    let facts = MilestoneFacts {
        state: before.state,
        missing_evidence: &missing,
        dependencies: &dependencies,
        project_state: context.project.state,
        project_start: context.project.started_on,
        suspended: clock.and_then(|clock| clock.suspended_on(today)),
        decider_is_submitter: pending
            .as_ref()
            .is_some_and(|pending| pending.submitted_by == actor.account),
        today,
    };
    let request = MilestoneRequest {
        motive: input.motive.as_deref(),
        reduction_percent: input.reduction_percent,
        resubmit_by: input.resubmit_by,
        tacit: false,
    };
    verdict(life::refusals(action, &facts, &request))?;
    let after = Milestone {
        version: before.version + 1,
        updated_at: change.now,
        updated_by: actor.account,
        ..after(before.clone(), action, &input, today)
    };
    match (action, pending) {
        (MilestoneAction::Submit, _) => {
            submit(
                change,
                &actor,
                &after,
                given.iter().map(|piece| piece.id).collect(),
                today,
            )
            .await?
        }
        (MilestoneAction::Withdraw, Some(pending)) => withdraw(change, pending, today).await?,
        (_, Some(pending)) if action.is_decision() => {
            decide(change, &actor, &pending, action, &input, today).await?;
        }
        _ => {}
    }
    queries::update(change.conn(), &after).await?;
    change.record(Entry::changed(journal_action(action), &before, &after).because(input.motive.as_deref()));
    let version = after.version;
    Answer::ok_versioned(version, &views::load_one(change.conn(), &context, after, today).await?)
}

/// The organisations that the verb concerns.
async fn parties(
    change: &mut Change,
    context: &ProjectContext,
    milestone: &Milestone,
    pending: Option<&Submission>,
) -> ApiResult<Parties> {
    let tracks = crate::programmes::tracks(change.conn(), context.programme.id).await?;
    let authority = tracks
        .iter()
        .find(|track| track.code == milestone.track)
        .map(|track| track.authority_id);
    let submitter = pending.and_then(|pending| pending.organisation_id);
    Ok(Parties { authority, submitter })
}

/// The milestone after the verb: its state, and the dates that come and go with it.
pub fn after(before: Milestone, action: MilestoneAction, input: &ActionInput, today: NaiveDate) -> Milestone {
    let Some(state) = life::transition(before.state, action) else {
        return before;
    };
    let mut after = Milestone { state, ..before };
    match action {
        MilestoneAction::Start => after.started_on = Some(today),
        MilestoneAction::Submit => {
            after.submitted_on = Some(today);
            after.decided_on = None;
            after.resubmit_by = None;
        }
        MilestoneAction::Accept
        | MilestoneAction::AcceptWithReduction
        | MilestoneAction::Defer
        | MilestoneAction::Reject => {
            after.decided_on = Some(today);
            after.reduction_percent = input.reduction_percent;
            after.resubmit_by = input.resubmit_by;
        }
        MilestoneAction::Withdraw | MilestoneAction::Reopen => {
            after.started_on = after.started_on.or(Some(today));
            after.submitted_on = None;
            after.decided_on = None;
            after.resubmit_by = None;
            after.reduction_percent = None;
        }
        MilestoneAction::Cancel => after.resubmit_by = None,
    }
    after
}

async fn submit(
    change: &mut Change,
    actor: &Actor,
    milestone: &Milestone,
    evidence: Vec<Uuid>,
    today: NaiveDate,
) -> ApiResult<()> {
    let row = Submission {
        id: Uuid::now_v7(),
        milestone_id: milestone.id,
        number: submissions::next_number(change.conn(), milestone.id).await?,
        submitted_by: actor.account,
        organisation_id: actor.organisation,
        evidence,
        submitted_on: today,
        submitted_at: change.now,
        withdrawn_on: None,
        version: 1,
    };
    submissions::insert_submission(change.conn(), &row).await?;
    change.record(Entry::created(&row));
    Ok(())
}

/// Withdraws a submission that awaits a decision.
pub async fn withdraw(change: &mut Change, pending: Submission, today: NaiveDate) -> ApiResult<()> {
    let withdrawn = Submission {
        withdrawn_on: Some(today),
        version: pending.version + 1,
        ..pending.clone()
    };
    submissions::withdraw(change.conn(), &withdrawn).await?;
    change.record(Entry::changed(Action::SubmissionWithdrawn, &pending, &withdrawn));
    Ok(())
}

async fn decide(
    change: &mut Change,
    actor: &Actor,
    pending: &Submission,
    action: MilestoneAction,
    input: &ActionInput,
    today: NaiveDate,
) -> ApiResult<()> {
    let Some(outcome) = outcome(action) else { return Ok(()) };
    let row = Decision {
        id: Uuid::now_v7(),
        milestone_id: pending.milestone_id,
        submission_id: pending.id,
        outcome,
        motive: input.motive.clone(),
        reduction_percent: input.reduction_percent,
        resubmit_by: input.resubmit_by,
        tacit: false,
        decided_by: actor.account,
        organisation_id: actor.organisation,
        decided_on: today,
        decided_at: change.now,
    };
    submissions::insert_decision(change.conn(), &row).await?;
    change.record(Entry::created(&row));
    Ok(())
}

fn outcome(action: MilestoneAction) -> Option<Outcome> {
    match action {
        MilestoneAction::Accept => Some(Outcome::Accepted),
        MilestoneAction::AcceptWithReduction => Some(Outcome::AcceptedWithReduction),
        MilestoneAction::Defer => Some(Outcome::Deferred),
        MilestoneAction::Reject => Some(Outcome::Rejected),
        MilestoneAction::Start
        | MilestoneAction::Submit
        | MilestoneAction::Withdraw
        | MilestoneAction::Cancel
        | MilestoneAction::Reopen => None,
    }
}

/// How the journal calls the verb.
fn journal_action(action: MilestoneAction) -> Action {
    match action {
        MilestoneAction::Start => Action::Started,
        MilestoneAction::Submit => Action::Submitted,
        MilestoneAction::Withdraw => Action::SubmissionWithdrawn,
        MilestoneAction::Accept => Action::Accepted,
        MilestoneAction::AcceptWithReduction => Action::AcceptedWithReduction,
        MilestoneAction::Defer => Action::Deferred,
        MilestoneAction::Reject => Action::Rejected,
        MilestoneAction::Cancel => Action::Cancelled,
        MilestoneAction::Reopen => Action::Reopened,
    }
}
