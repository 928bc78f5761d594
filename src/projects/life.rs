//! A project's life (domain.md, "A project's life"): its states, its actions, every transition,
//! and what refuses one.
//!
//! Who may act is the policy's matter; that a project is created `selected` is its handler's.

use chrono::NaiveDate;

use crate::fault::{Fault, FaultCode};
use crate::vocabulary::code_list;

code_list! {
    /// The state of a project.
    pub enum ProjectState {
        Selected "selected" "Sélectionné" "Selected";
        Running "running" "En cours" "Running";
        Completed "completed" "Terminé" "Completed";
        Withdrawn "withdrawn" "Abandonné" "Withdrawn";
    }
}

code_list! {
    /// What can be done to a project.
    pub enum ProjectAction {
        Start "start" "Démarrer" "Start";
        Complete "complete" "Terminer" "Complete";
        Withdraw "withdraw" "Abandonner" "Withdraw";
        Reopen "reopen" "Rouvrir" "Reopen";
    }
}

/// Where an action leads from a state; `None` where the state does not allow it.
///
/// A project reopens into the life it had: running if it was ever started (`has_start`), selected
/// if it was withdrawn before.
pub fn transition(state: ProjectState, action: ProjectAction, has_start: bool) -> Option<ProjectState> {
    use ProjectAction as Do;
    use ProjectState::*;
    match (state, action) {
        (Selected, Do::Start) => Some(Running),
        (Running, Do::Complete) => Some(Completed),
        (Selected | Running, Do::Withdraw) => Some(Withdrawn),
        (Completed, Do::Reopen) => Some(Running),
        (Withdrawn, Do::Reopen) => Some(if has_start { Running } else { Selected }),
        (Selected, Do::Complete | Do::Reopen)
        | (Running, Do::Start | Do::Reopen)
        | (Completed | Withdrawn, Do::Start | Do::Complete | Do::Withdraw) => None,
    }
}

/// The project as it stands.
#[derive(Clone, Debug)]
pub struct ProjectFacts<'a> {
    /// Its state.
    pub state: ProjectState,
    /// The day on which it started or will.
    pub start: Option<NaiveDate>,
    /// The codes of its open milestones: planned, in progress, submitted or deferred.
    pub open_milestones: &'a [String],
    /// The last day on which work was logged or a milestone submitted.
    pub last_work: Option<NaiveDate>,
    /// The code of the project that replaced it, if one did.
    pub replaced_by: Option<&'a str>,
    /// Its own code.
    pub code: &'a str,
    /// The day.
    pub today: NaiveDate,
}

/// What the body of an action says.
#[derive(Clone, Debug, Default)]
pub struct ProjectRequest<'a> {
    /// The day of a start or a completion.
    pub on: Option<NaiveDate>,
    /// Why.
    pub motive: Option<&'a str>,
    /// Whether a completion cancels the open milestones.
    pub cancels_open_milestones: bool,
}

/// Every condition that `action` does not meet, none left out; empty when it may be done.
///
/// The state; a motive (a withdrawal, a reopening, a completion that cancels milestones); no open
/// milestone at a completion, unless it cancels them; no completion before the start, before work that
/// was logged or submitted, or ahead of today; no reopening of what was replaced.
pub fn refusals(action: ProjectAction, facts: &ProjectFacts<'_>, request: &ProjectRequest<'_>) -> Vec<Fault> {
    let has_start = facts.start.is_some();
    let allows = |state| transition(state, action, has_start).is_some();
    let mut faults: Vec<Fault> = Fault::unless_in(facts.state, allows).into_iter().collect();
    let needs_motive = match action {
        ProjectAction::Start => false,
        ProjectAction::Complete => request.cancels_open_milestones,
        ProjectAction::Withdraw | ProjectAction::Reopen => true,
    };
    if needs_motive && request.motive.is_none_or(|motive| motive.trim().is_empty()) {
        faults.push(Fault::new(FaultCode::MotiveRequired).at("/motive"));
    }
    let replaced_by = facts.replaced_by.filter(|_| action == ProjectAction::Reopen);
    faults.extend(replaced_by.map(|by| {
        let replaced = Fault::new(FaultCode::AlreadyReplaced);
        replaced.with("project", facts.code).with("by", by)
    }));
    if action == ProjectAction::Complete {
        if let (Some(on), Some(earliest)) = (request.on, facts.start.max(facts.last_work))
            && on < earliest
        {
            faults.push(Fault::new(FaultCode::DateBefore).at("/on").with("earliest", earliest));
        }
        if request.on.is_some_and(|on| on > facts.today) {
            faults.push(Fault::new(FaultCode::DateInFuture).at("/on"));
        }
        if !request.cancels_open_milestones {
            faults.extend(
                facts
                    .open_milestones
                    .iter()
                    .map(|code| Fault::new(FaultCode::MilestoneOpen).with("milestone", code)),
            );
        }
    }
    faults
}
