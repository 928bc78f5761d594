//! The one step behind every verb of a milestone: start, submit, withdraw, the decisions, cancel,
//! reopen. The life cycle itself stands in `life.rs`; here it is carried out.

use chrono::NaiveDate;
use uuid::Uuid;

use super::evidence::{self, Evidence};
use super::life::{self, MilestoneAction, MilestoneFacts, MilestoneRequest};
use super::locking::{expect_version, lock_visible};
use super::model::Milestone;
use super::policy::{self, Parties};
use super::submissions::{self, Decision, Outcome, Submission};
use super::{derived, queries, views};
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, UnitOfWork, Write};
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
pub async fn act<B: Into<ActionInput>>(write: Write<B>, milestone: &Key, action: MilestoneAction) -> ApiResult {
    write
        .run(async |mut change, body| {
            let (before, context) = lock_visible(&mut change, milestone).await?;
            let today = change.today(context.programme.zone());
            let pending = submissions::pending(change.conn(), before.id).await?;
            let parties = parties(&mut change, &context, &before, pending.as_ref()).await?;
            policy::may_act(&change.actor, &context, &before, action, parties, today)?;
            let mut change = change.admitted().await?;
            let before = expect_version(&mut change, &context, before).await?;
            let input = body.into();
            let given = evidence::of_milestone(change.conn(), before.id).await?;
            refuse(&mut change, &context, &before, action, &input, &given, pending.as_ref()).await?;
            match (action, pending) {
                (MilestoneAction::Submit, _) => submit(&mut change, &before, given, today).await?,
                (MilestoneAction::Withdraw, Some(pending)) => withdraw(&mut change, pending, today).await?,
                (_, Some(pending)) if action.is_decision() => {
                    decide(&mut change, &pending, action, &input, today).await?;
                }
                _ => {}
            }
            let after = after(before.clone(), action, &input, today);
            let motive = input.motive.as_deref();
            let after = change.act(before, journal_action(action), motive, after).await?;
            let version = after.version;
            let view = views::load_one(change.conn(), &context, after, today).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// Refuses what the life cycle forbids, with every reason.
async fn refuse(
    change: &mut Admitted<'_>,
    context: &ProjectContext,
    milestone: &Milestone,
    action: MilestoneAction,
    input: &ActionInput,
    given: &[Evidence],
    pending: Option<&Submission>,
) -> ApiResult<()> {
    let today = change.today(context.programme.zone());
    let kinds: Vec<String> = given.iter().map(|piece| piece.kind.to_string()).collect();
    let missing = derived::missing_evidence(&milestone.required_evidence, &kinds);
    let dependencies = queries::depended_on(change.conn(), milestone.id).await?;
    let clock = crate::projects::clock(change.conn(), context.project.id).await?;
    let facts = MilestoneFacts {
        state: milestone.state,
        missing_evidence: &missing,
        dependencies: &dependencies,
        project_state: context.project.state,
        project_start: context.project.started_on,
        suspended: clock.and_then(|clock| clock.suspended_on(today)),
        decider_is_submitter: pending.is_some_and(|pending| pending.submitted_by == change.actor.account),
        today,
    };
    let request = MilestoneRequest {
        motive: input.motive.as_deref(),
        reduction_percent: input.reduction_percent,
        resubmit_by: input.resubmit_by,
        tacit: false,
    };
    Ok(verdict(life::refusals(action, &facts, &request))?)
}

/// The organisations that the verb concerns.
async fn parties(
    work: &mut UnitOfWork,
    context: &ProjectContext,
    milestone: &Milestone,
    pending: Option<&Submission>,
) -> ApiResult<Parties> {
    let tracks = crate::programmes::tracks(work.conn(), context.programme.id).await?;
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
    change: &mut Admitted<'_>,
    milestone: &Milestone,
    given: Vec<Evidence>,
    today: NaiveDate,
) -> ApiResult<()> {
    let row = Submission {
        id: Uuid::now_v7(),
        milestone_id: milestone.id,
        number: submissions::next_number(change.conn(), milestone.id).await?,
        submitted_by: change.actor.account,
        organisation_id: change.actor.organisation,
        evidence: given.iter().map(|piece| piece.id).collect(),
        submitted_on: today,
        submitted_at: change.now,
        withdrawn_on: None,
        version: 1,
    };
    change.insert(&row).await
}

/// Withdraws a submission that awaits a decision.
pub async fn withdraw(change: &mut Admitted<'_>, pending: Submission, today: NaiveDate) -> ApiResult<()> {
    let withdrawn = pending.withdrawn(today);
    submissions::withdraw(change.conn(), &withdrawn).await?;
    change.record(Entry::changed(Action::SubmissionWithdrawn, &pending, &withdrawn));
    Ok(())
}

async fn decide(
    change: &mut Admitted<'_>,
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
        decided_by: change.actor.account,
        organisation_id: change.actor.organisation,
        decided_on: today,
        decided_at: change.now,
    };
    change.insert(&row).await
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
