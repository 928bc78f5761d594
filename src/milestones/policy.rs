//! Who may do what with a milestone and what hangs on it.
//!
//! A provider acts inside its missions' dates plus the grace days, and on its deferred milestones
//! for as long as they are deferred (domain.md, invariant 5).

use chrono::NaiveDate;
use uuid::Uuid;

use super::MilestoneContext;
use super::life::{MilestoneAction, MilestoneState};
use super::model::Milestone;
use crate::access::{Actor, Decision, Denied, Visibility, WorkPeriod, allow_if};
use crate::fault::{Fault, FaultCode};
use crate::programmes::Track;
use crate::projects::ProjectContext;

/// Whom an action concerns besides the caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parties<'a> {
    /// The track, over which an organisation has authority.
    pub track: Option<&'a Track>,
    /// The organisation whose submission awaits a decision; none where there is no submission.
    pub submitter: Option<Uuid>,
}

/// Coordinators plan: milestones, their dependencies, what they require.
pub fn may_plan(actor: &Actor, context: &ProjectContext) -> Decision {
    allow_if(actor.coordinates(context.programme.id))
}

/// An observer reads no motive, no text, no account's name: collections of nothing else are closed
/// to it.
pub fn may_read_texts(context: &ProjectContext) -> Decision {
    allow_if(context.visibility == Visibility::Full)
}

/// The same of a milestone with its project.
pub fn may_read_texts_of((_, context): &MilestoneContext) -> Decision {
    may_read_texts(context)
}

/// An observer knows the present forecast of what is not accepted yet, and not how it moved.
pub fn may_read_forecasts(context: &ProjectContext, state: MilestoneState) -> Decision {
    allow_if(context.visibility == Visibility::Full || state.is_accepted())
}

/// Works on the milestone today: as its provider, or as the laureate. One that was deferred is its
/// own whose mission let it work on it before.
pub fn works_on(actor: &Actor, milestone: &Milestone, today: NaiveDate) -> bool {
    let (project, track) = (milestone.project_id, &milestone.track);
    let worked = milestone.worked();
    let deferred = worked.filter(|_| milestone.state == MilestoneState::Deferred);
    actor.works_on(project, track, today) || deferred.is_some_and(|worked| actor.was_on(project, track, worked))
}

/// Those who work on it and coordinators: forecasts, evidence, start, submission.
pub fn may_contribute(actor: &Actor, context: &ProjectContext, milestone: &Milestone, today: NaiveDate) -> Decision {
    if actor.coordinates(context.programme.id) || works_on(actor, milestone, today) {
        return Ok(());
    }
    Err(because(FaultCode::NotOnTrack, milestone))
}

/// The same of a milestone with its project.
pub fn may_contribute_to(actor: &Actor, (milestone, context): &MilestoneContext, today: NaiveDate) -> Decision {
    may_contribute(actor, context, milestone, today)
}

/// Whoever reads them writes comments, a provider on any track of the project as long as it acts at
/// all (invariant 5).
pub fn may_comment(actor: &Actor, context: &ProjectContext, milestone: &Milestone, today: NaiveDate) -> Decision {
    match actor.serves(context.project.id, today) {
        true => Ok(()),
        false => may_contribute(actor, context, milestone, today),
    }
}

/// The provider who was on the track while it was worked on, even once its mission is over, or the
/// laureate: to say what it has to say of a decision on its own work.
pub fn may_observe_decision(actor: &Actor, milestone: &Milestone, submitted_on: NaiveDate) -> Decision {
    let (project, track) = (milestone.project_id, &milestone.track);
    let worked = WorkPeriod {
        from: milestone.started_on,
        until: submitted_on,
    };
    let own = actor.is_laureate_of(project) || actor.was_on(project, track, worked);
    if own {
        Ok(())
    } else {
        Err(because(FaultCode::NotOnTrack, milestone))
    }
}

/// The table of domain.md, "Milestones", column "who".
pub fn may_act(
    actor: &Actor,
    context: &ProjectContext,
    milestone: &Milestone,
    action: MilestoneAction,
    parties: Parties<'_>,
    today: NaiveDate,
) -> Decision {
    let coordinates = actor.coordinates(context.programme.id);
    match action {
        MilestoneAction::Start | MilestoneAction::Submit => may_contribute(actor, context, milestone, today),
        MilestoneAction::Withdraw => match parties.submitter {
            // Its own submission, and for a provider as long as it acts at all (invariant 5).
            Some(submitter) if actor.organisation == Some(submitter) => {
                may_contribute(actor, context, milestone, today)
            }
            Some(_) => Err(because(FaultCode::NotSubmitter, milestone)),
            // Nothing to withdraw: whoever might have submitted is told that.
            None => may_contribute(actor, context, milestone, today),
        },
        MilestoneAction::Accept
        | MilestoneAction::AcceptWithReduction
        | MilestoneAction::Defer
        | MilestoneAction::Reject => {
            allow_if(coordinates)?;
            let authority = parties.track.map(|track| track.authority_id);
            match actor.organisation {
                Some(own) if authority == Some(own) => Ok(()),
                _ => Err(Denied::because(match parties.track {
                    Some(track) => Fault::new(FaultCode::NotAuthority).with("track", track),
                    None => Fault::new(FaultCode::NotAuthority).with("track", &milestone.track),
                })),
            }
        }
        MilestoneAction::Cancel | MilestoneAction::Reopen => allow_if(coordinates),
    }
}

/// A refusal says why, in a form a program can read.
fn because(code: FaultCode, milestone: &Milestone) -> Denied {
    Denied::because(Fault::new(code).with("track", &milestone.track))
}
