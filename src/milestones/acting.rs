//! The one step behind every verb of a milestone: start, submit, withdraw, the decisions, cancel,
//! reopen. The life cycle itself stands in `life.rs`; here it is carried out.

use chrono::NaiveDate;
use uuid::Uuid;

use super::life::{self, MilestoneAction as Do, MilestoneFacts, MilestoneRequest};
use super::locking::{expect_version, lock_visible};
use super::model::Milestone;
use super::policy::{self, Concerned};
use super::submissions::{self, Decision, Outcome, Submission};
use super::{derived, evidence, queries, views};
use crate::access::Actor;
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{Answer, ApiResult, Change};
use crate::journal::{Action, Entry};
use crate::projects::Scene;

/// What is asked: the verb and what its body says.
#[derive(Debug, Default)]
pub struct Asked {
    /// Why.
    pub motive: Option<String>,
    /// How much is taken off, in percent.
    pub reduction_percent: Option<i32>,
    /// Until when a deferred milestone is to be submitted again.
    pub resubmit_by: Option<NaiveDate>,
}

/// Carries out one verb on a milestone, and answers with the milestone after it.
pub async fn act(change: &mut Change, m: &str, action: Do, asked: Asked) -> ApiResult<Answer> {
    let actor = change.actor.clone();
    let (before, scene) = lock_visible(change, &Key::parse(m)).await?;
    let today = change.today(scene.programme.zone());
    let standing = submissions::standing(change.conn(), before.id).await?;
    let concerned = concerned(change, &scene, &before, standing.as_ref()).await?;
    policy::may_act(&actor, &scene, &before, action, concerned, today)?;
    change.replay()?;
    expect_version(change, &scene, &before).await?;
    let given = evidence::of_milestone(change.conn(), before.id).await?;
    let kinds: Vec<String> = given.iter().map(|piece| piece.kind.to_string()).collect();
    let missing = derived::missing_evidence(&before.required_evidence, &kinds);
    let dependencies = queries::depended_on(change.conn(), before.id).await?;
    let clock = crate::projects::clock(change.conn(), &scene.project).await?;
    let facts = MilestoneFacts {
        state: before.state,
        missing_evidence: &missing,
        dependencies: &dependencies,
        project_state: scene.project.state,
        project_start: scene.project.started_on,
        suspended: clock.and_then(|clock| clock.suspended_on(today)),
        decider_is_submitter: standing
            .as_ref()
            .is_some_and(|standing| standing.submitted_by == actor.account),
        today,
    };
    let request = MilestoneRequest {
        motive: asked.motive.as_deref(),
        reduction_percent: asked.reduction_percent,
        resubmit_by: asked.resubmit_by,
        tacit: false,
    };
    verdict(life::refusals(action, &facts, &request))?;
    let after = Milestone {
        version: before.version + 1,
        updated_at: change.now,
        updated_by: actor.account,
        ..after(before.clone(), action, &asked, today)
    };
    match (action, standing) {
        (Do::Submit, _) => {
            submit(
                change,
                &actor,
                &after,
                given.iter().map(|piece| piece.id).collect(),
                today,
            )
            .await?
        }
        (Do::Withdraw, Some(standing)) => withdraw(change, standing, today).await?,
        (_, Some(standing)) if action.is_decision() => {
            decide(change, &actor, &standing, action, &asked, today).await?;
        }
        _ => {}
    }
    queries::update(change.conn(), &after).await?;
    change.record(Entry::changed(told(action), &before, &after).because(asked.motive.as_deref()));
    let version = after.version;
    Answer::resource(version, &views::load_one(change.conn(), &scene, after, today).await?)
}

/// The organisations that the verb concerns.
async fn concerned(
    change: &mut Change,
    scene: &Scene,
    milestone: &Milestone,
    standing: Option<&Submission>,
) -> ApiResult<Concerned> {
    let tracks = crate::programmes::tracks(change.conn(), scene.programme.id).await?;
    let authority = tracks
        .iter()
        .find(|track| track.code == milestone.track)
        .map(|track| track.authority_id);
    let submitter = standing.and_then(|standing| standing.organisation_id);
    Ok(Concerned { authority, submitter })
}

/// The milestone after the verb: its state, and the dates that come and go with it.
pub fn after(before: Milestone, action: Do, asked: &Asked, today: NaiveDate) -> Milestone {
    let Some(state) = life::transition(before.state, action) else {
        return before;
    };
    let mut after = Milestone { state, ..before };
    match action {
        Do::Start => after.started_on = Some(today),
        Do::Submit => {
            after.submitted_on = Some(today);
            after.decided_on = None;
            after.resubmit_by = None;
        }
        Do::Accept | Do::AcceptWithReduction | Do::Defer | Do::Reject => {
            after.decided_on = Some(today);
            after.reduction_percent = asked.reduction_percent;
            after.resubmit_by = asked.resubmit_by;
        }
        Do::Withdraw | Do::Reopen => {
            after.started_on = after.started_on.or(Some(today));
            after.submitted_on = None;
            after.decided_on = None;
            after.resubmit_by = None;
            after.reduction_percent = None;
        }
        Do::Cancel => after.resubmit_by = None,
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
pub async fn withdraw(change: &mut Change, standing: Submission, today: NaiveDate) -> ApiResult<()> {
    let withdrawn = Submission {
        withdrawn_on: Some(today),
        version: standing.version + 1,
        ..standing.clone()
    };
    submissions::withdraw(change.conn(), &withdrawn).await?;
    change.record(Entry::changed(Action::SubmissionWithdrawn, &standing, &withdrawn));
    Ok(())
}

async fn decide(
    change: &mut Change,
    actor: &Actor,
    standing: &Submission,
    action: Do,
    asked: &Asked,
    today: NaiveDate,
) -> ApiResult<()> {
    let Some(outcome) = outcome(action) else { return Ok(()) };
    let row = Decision {
        id: Uuid::now_v7(),
        milestone_id: standing.milestone_id,
        submission_id: standing.id,
        outcome,
        motive: asked.motive.clone(),
        reduction_percent: asked.reduction_percent,
        resubmit_by: asked.resubmit_by,
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

fn outcome(action: Do) -> Option<Outcome> {
    match action {
        Do::Accept => Some(Outcome::Accepted),
        Do::AcceptWithReduction => Some(Outcome::AcceptedWithReduction),
        Do::Defer => Some(Outcome::Deferred),
        Do::Reject => Some(Outcome::Rejected),
        Do::Start | Do::Submit | Do::Withdraw | Do::Cancel | Do::Reopen => None,
    }
}

/// How the journal calls the verb.
fn told(action: Do) -> Action {
    match action {
        Do::Start => Action::Started,
        Do::Submit => Action::Submitted,
        Do::Withdraw => Action::SubmissionWithdrawn,
        Do::Accept => Action::Accepted,
        Do::AcceptWithReduction => Action::AcceptedWithReduction,
        Do::Defer => Action::Deferred,
        Do::Reject => Action::Rejected,
        Do::Cancel => Action::Cancelled,
        Do::Reopen => Action::Reopened,
    }
}
