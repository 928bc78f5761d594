//! A milestone's life (domain.md, "Milestones"): its states, its actions, every transition, and
//! what refuses one.
//!
//! Who may act is the policy's matter, with one exception that the table counts among the
//! refusals: who submitted may not decide.

use chrono::NaiveDate;

use crate::fault::{Fault, FaultCode};
use crate::projects::{Standing, Work};
use crate::vocabulary::{CodeOf, EvidenceType, code_list};

code_list! {
    /// The state of a milestone.
    pub enum MilestoneState {
        Planned "planned" "Prévu" "Planned";
        InProgress "in_progress" "En cours" "In progress";
        Submitted "submitted" "Présenté" "Submitted";
        Accepted "accepted" "Admis" "Accepted";
        AcceptedWithReduction "accepted_with_reduction" "Admis avec réfaction" "Accepted with reduction";
        Deferred "deferred" "Ajourné" "Deferred";
        Rejected "rejected" "Rejeté" "Rejected";
        Cancelled "cancelled" "Annulé" "Cancelled";
    }
}

code_list! {
    /// What can be done to a milestone.
    pub enum MilestoneAction {
        Start "start" "Démarrer" "Start";
        Submit "submit" "Présenter" "Submit";
        Withdraw "withdraw" "Retirer" "Withdraw";
        Accept "accept" "Admettre" "Accept";
        AcceptWithReduction "accept_with_reduction" "Admettre avec réfaction" "Accept with reduction";
        Defer "defer" "Ajourner" "Defer";
        Reject "reject" "Rejeter" "Reject";
        Cancel "cancel" "Annuler" "Cancel";
        Reopen "reopen" "Rouvrir" "Reopen";
    }
}

/// Where an action leads from a state; `None` where the state does not allow it.
pub fn transition(state: MilestoneState, action: MilestoneAction) -> Option<MilestoneState> {
    use MilestoneAction as Do;
    use MilestoneState::*;
    match (state, action) {
        (Planned, Do::Start) => Some(InProgress),
        (InProgress | Deferred, Do::Submit) => Some(Submitted),
        (Submitted, Do::Withdraw) => Some(InProgress),
        (Submitted, Do::Accept) => Some(Accepted),
        (Submitted, Do::AcceptWithReduction) => Some(AcceptedWithReduction),
        (Submitted, Do::Defer) => Some(Deferred),
        (Submitted, Do::Reject) => Some(Rejected),
        (Planned | InProgress | Deferred, Do::Cancel) => Some(Cancelled),
        (Accepted | AcceptedWithReduction | Rejected | Cancelled, Do::Reopen) => Some(InProgress),
        // Named one by one, so that a new state or action must be thought of here.
        (InProgress | Submitted | Deferred, Do::Start | Do::Reopen)
        | (Planned, Do::Submit | Do::Reopen)
        | (Submitted, Do::Submit | Do::Cancel)
        | (
            Planned | InProgress | Deferred,
            Do::Withdraw | Do::Accept | Do::AcceptWithReduction | Do::Defer | Do::Reject,
        )
        | (
            Accepted | AcceptedWithReduction | Rejected | Cancelled,
            Do::Start
            | Do::Submit
            | Do::Withdraw
            | Do::Accept
            | Do::AcceptWithReduction
            | Do::Defer
            | Do::Reject
            | Do::Cancel,
        ) => None,
    }
}

impl MilestoneState {
    /// Admitted, with or without reduction.
    pub fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::AcceptedWithReduction)
    }

    /// Neither decided nor cancelled: what keeps a project from completing, and what is cancelled
    /// with a project that completes or withdraws, a submitted milestone too.
    pub fn is_open(self) -> bool {
        self.is_being_worked_on() || self == Self::Submitted
    }

    /// Planned, in progress or deferred: what is owed still, and so can be late.
    pub fn is_being_worked_on(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress | Self::Deferred)
    }
}

impl MilestoneAction {
    /// Whether it decides on a submission.
    pub fn is_decision(self) -> bool {
        matches!(
            self,
            Self::Accept | Self::AcceptWithReduction | Self::Defer | Self::Reject
        )
    }

    /// What kind of work it is, for the project's state to allow.
    pub fn work(self) -> Work {
        match self {
            Self::Start => Work::Starting,
            Self::Submit | Self::Withdraw | Self::Accept | Self::AcceptWithReduction | Self::Defer | Self::Reject => {
                Work::Delivery
            }
            Self::Cancel | Self::Reopen => Work::Planning,
        }
    }

    /// Whether it must say why.
    pub fn needs_motive(self) -> bool {
        match self {
            Self::AcceptWithReduction | Self::Defer | Self::Reject | Self::Cancel | Self::Reopen => true,
            Self::Start | Self::Submit | Self::Withdraw | Self::Accept => false,
        }
    }
}

/// A milestone on which another one depends.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// Its code.
    pub code: String,
    /// Its state.
    pub state: MilestoneState,
}

/// The milestone as it stands, and what it stands in.
#[derive(Clone, Debug)]
pub struct MilestoneFacts<'a> {
    /// Its state.
    pub state: MilestoneState,
    /// The codes of the evidence types that it requires and does not have.
    pub missing_evidence: &'a [String],
    /// The milestones on which it depends.
    pub dependencies: &'a [Dependency],
    /// Whether it waits for a trial of the prototype that is not there.
    pub trial_missing: bool,
    /// How its project stands on the civil date of the action.
    pub project: Standing,
    /// Whether the account that acts made the submission on which it would decide.
    pub decider_is_submitter: bool,
}

/// What the body of an action says.
#[derive(Clone, Debug, Default)]
pub struct MilestoneRequest<'a> {
    /// Why.
    pub motive: Option<&'a str>,
    /// How much is taken off, in percent.
    pub reduction_percent: Option<i32>,
    /// Until when a deferred milestone is to be submitted again.
    pub resubmit_by: Option<NaiveDate>,
    /// Whether the system account accepts for want of a decision: it is nobody's submission.
    pub tacit: bool,
}

/// Every condition that `action` does not meet, none left out; empty when it may be done.
pub fn refusals(action: MilestoneAction, facts: &MilestoneFacts<'_>, request: &MilestoneRequest<'_>) -> Vec<Fault> {
    let mut faults = unmet_by_body(action, request, facts.project.today);
    faults.extend(Fault::unless_in(facts.state, |state| {
        transition(state, action).is_some()
    }));
    faults.extend(facts.project.refusals(action.work()));
    match action {
        MilestoneAction::Submit => faults.extend(unmet_by_submission(facts)),
        _ if action.is_decision() && facts.decider_is_submitter && !request.tacit => {
            faults.push(Fault::new(FaultCode::DeciderIsSubmitter));
        }
        _ => {}
    }
    faults
}

/// What the body lacks, whatever the state of things.
fn unmet_by_body(action: MilestoneAction, request: &MilestoneRequest<'_>, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if action.needs_motive() && request.motive.is_none_or(|motive| motive.trim().is_empty()) {
        faults.push(Fault::new(FaultCode::MotiveRequired).at("/motive"));
    }
    if action == MilestoneAction::AcceptWithReduction && request.reduction_percent.is_none() {
        faults.push(Fault::new(FaultCode::ReductionRequired).at("/reduction_percent"));
    }
    if action == MilestoneAction::Defer {
        let code = match request.resubmit_by {
            None => Some(FaultCode::ResubmitByRequired),
            // Today is left to the coordinator: there may still be time.
            Some(day) if day < today => Some(FaultCode::ResubmitByPast),
            Some(_) => None,
        };
        faults.extend(code.map(|code| Fault::new(code).at("/resubmit_by")));
    }
    faults
}

/// A submission is whole: every required piece of evidence, every dependency accepted, the trial that its programme asks for.
fn unmet_by_submission(facts: &MilestoneFacts<'_>) -> Vec<Fault> {
    let evidence = facts
        .missing_evidence
        .iter()
        .map(|code| Fault::new(FaultCode::EvidenceMissing).with("evidence_type", CodeOf::<EvidenceType>::new(code)));
    let dependencies = facts
        .dependencies
        .iter()
        .filter(|dependency| !dependency.state.is_accepted())
        .map(|dependency| {
            Fault::new(FaultCode::DependencyNotAccepted)
                .with("milestone", &dependency.code)
                .with("state", dependency.state)
        });
    let trial = facts.trial_missing.then(|| Fault::new(FaultCode::TrialMissing));
    evidence.chain(dependencies).chain(trial).collect()
}
