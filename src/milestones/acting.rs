//! The one step behind every verb of a milestone: start, submit, withdraw, the decisions, cancel,
//! reopen. The life cycle itself stands in `life.rs`; here it is carried out.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::evidence::{self, Evidence};
use super::life::{self, MilestoneAction, MilestoneFacts, MilestoneRequest};
use super::locking::{expect_version, lock_visible_with};
use super::model::Milestone;
use super::policy::{self, Parties};
use super::queries::MilestoneContext;
use super::submissions::{self, Decision, Outcome, Submission};
use super::{MilestoneRow, derived, details, queries};
use crate::access::Actor;
use crate::accompaniment::trials;
use crate::fault::{Fault, verdict};
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, Write};
use crate::journal::{Action, Entry};
use crate::programmes::{self, Track};
use crate::projects::{self, ProjectContext, Standing};
use crate::useful_months::UsefulMonths;
use crate::vocabulary::{CodeList, DefaultTrack};

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
            let ((before, context), facts) = lock_visible_with(&mut change, milestone, facts).await?;
            let today = change.today(context.programme.zone());
            let parties = facts.parties(&before);
            policy::may_act(&change.actor, &context, &before, action, parties, today)?;
            let mut change = change.admitted().await?;
            let before = expect_version(&mut change, &context, before).await?;
            let input = body.into();
            refuse(&facts, &change.actor, &context, &before, action, &input, today)?;
            match (action, facts.pending) {
                (MilestoneAction::Submit, _) => {
                    submit(&mut change, &before, facts.submissions, &facts.given, today).await?
                }
                (MilestoneAction::Withdraw, Some(pending)) => withdraw(&mut change, pending, today).await?,
                (_, Some(pending)) if action.is_decision() => {
                    decide(&mut change, &pending, action, &input, today).await?;
                }
                _ => {}
            }
            let after = after(before.clone(), action, &input, today);
            let (motive, id) = (input.motive.as_deref(), after.id);
            let details = async |conn: &AsyncPgConnection| Ok(details::load(conn, id).await?);
            let (after, details) = change
                .act_with(before, journal_action(action), motive, after, details)
                .await?;
            let version = after.version;
            change.ok_versioned(
                version,
                &MilestoneRow {
                    milestone: after,
                    details,
                }
                .seen_in(&context, today),
            )
        })
        .await
}

/// What is known of a milestone when a verb comes.
struct Facts {
    tracks: Vec<Track>,
    /// The submission that awaits a decision.
    pending: Option<Submission>,
    /// How many submissions there were.
    submissions: i32,
    /// The evidence attached.
    given: Vec<Evidence>,
    dependencies: Vec<life::Dependency>,
    clock: Option<UsefulMonths>,
    /// Whether it waits for a trial of the prototype that is not there.
    trial_missing: bool,
}

/// Reads them in one flight.
async fn facts(conn: &AsyncPgConnection, (milestone, context): &MilestoneContext) -> QueryResult<Facts> {
    let waits_for_trial = context.programme.requires_trial && milestone.track == DefaultTrack::Prototype.code();
    let trial_missing = async { Ok(waits_for_trial && !trials::is_proven(conn, context.project.id).await?) };
    let (tracks, pending, submissions, given, dependencies, clock, trial_missing) = tokio::try_join!(
        programmes::tracks(conn, context.programme.id),
        submissions::pending(conn, milestone.id),
        submissions::last_number(conn, milestone.id),
        evidence::of_milestone(conn, milestone.id),
        queries::depended_on(conn, milestone.id),
        projects::clock(conn, context.project.id),
        trial_missing,
    )?;
    Ok(Facts {
        tracks,
        pending,
        submissions,
        given,
        dependencies,
        clock,
        trial_missing,
    })
}

impl Facts {
    /// The organisations that the verb concerns.
    fn parties(&self, milestone: &Milestone) -> Parties<'_> {
        Parties {
            track: self.tracks.iter().find(|track| track.code == milestone.track),
            submitter: self.pending.as_ref().and_then(|pending| pending.organisation_id),
        }
    }
}

/// Refuses what the life cycle forbids, with every reason.
fn refuse(
    facts: &Facts,
    actor: &Actor,
    context: &ProjectContext,
    milestone: &Milestone,
    action: MilestoneAction,
    input: &ActionInput,
    today: NaiveDate,
) -> Result<(), Vec<Fault>> {
    let kinds: Vec<String> = facts.given.iter().map(|piece| piece.kind.to_string()).collect();
    let missing = derived::missing_evidence(&milestone.required_evidence, &kinds);
    let facts = MilestoneFacts {
        state: milestone.state,
        missing_evidence: &missing,
        dependencies: &facts.dependencies,
        trial_missing: facts.trial_missing,
        project: Standing::of(&context.project, facts.clock.as_ref(), today),
        decider_is_submitter: facts
            .pending
            .as_ref()
            .is_some_and(|pending| pending.submitted_by == actor.account),
    };
    let request = MilestoneRequest {
        motive: input.motive.as_deref(),
        reduction_percent: input.reduction_percent,
        resubmit_by: input.resubmit_by,
        tacit: false,
    };
    verdict(life::refusals(action, &facts, &request))
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
    before: i32,
    given: &[Evidence],
    today: NaiveDate,
) -> ApiResult<()> {
    let row = Submission {
        id: Uuid::now_v7(),
        milestone_id: milestone.id,
        number: before + 1,
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
