//! What a project's state allows: the table of domain.md, "What a project's state allows". Whatever writes
//! below a project names its kind of work, and is refused here or nowhere.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::life::ProjectState;
use super::model::Project;
use crate::civil::DateRange;
use crate::fault::{Fault, FaultCode};
use crate::useful_months::UsefulMonths;
use crate::vocabulary::{CodeList, Label, Name, Subject};

/// For so many days after its end a project is still reported on: the period that ends with it.
const CLOSING_DAYS: u64 = 30;

/// A kind of work below a project: a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The plan, milestones (create, edit, forecast, cancel, delete, reopen), missions, baselines.
    Planning,
    /// Suspensions and extensions.
    Clock,
    /// Cancelling a suspension or an extension that was wrong.
    ClockMistake,
    /// Starting a milestone.
    Starting,
    /// Evidence; submitting, withdrawing, deciding.
    Delivery,
    /// Comments, observations on a decision.
    Remark,
    /// A progress entry or a correction, of work done on that day.
    Log(NaiveDate),
    /// Health and status reports.
    Report,
    /// Risks, datasets, prototypes, trials, roadmap, topics, team, skills.
    Substance,
    /// Erasing what names a person.
    Erasure,
    /// Hand-over, readiness, waivers, verdicts, reuses, evaluations at the end.
    HandOver,
}

/// What a cell of the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Yes,
    No,
    /// What was done until the project ended can still be told.
    OfBefore,
    /// Within [`CLOSING_DAYS`] of the end.
    Closing,
}

impl Work {
    /// Its row: selected, running, suspended today, ended.
    fn row(self) -> [Cell; 4] {
        use Cell::{Closing, No, OfBefore, Yes};
        match self {
            Self::Planning | Self::Substance => [Yes, Yes, Yes, No],
            Self::Clock => [No, Yes, Yes, No],
            Self::ClockMistake => [No, Yes, Yes, Yes],
            Self::Starting => [No, Yes, No, No],
            Self::Delivery => [No, Yes, Yes, No],
            Self::Remark | Self::Erasure => [Yes, Yes, Yes, Yes],
            Self::Log(_) => [No, Yes, Yes, OfBefore],
            Self::Report => [No, Yes, Yes, Closing],
            Self::HandOver => [No, Yes, Yes, Yes],
        }
    }

    /// Whether it is for running projects whose first day has come: milestones can be worked on from then.
    fn waits_for_the_start(self) -> bool {
        matches!(self, Self::Starting | Self::Delivery)
    }

    /// Whether it rests while the project is suspended.
    pub fn rests_while_suspended(self) -> bool {
        let [_, _, suspended, _] = self.row();
        suspended == Cell::No
    }
}

/// A project as it stands on a day.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Its state.
    pub state: ProjectState,
    /// The day on which it started or will.
    pub start: Option<NaiveDate>,
    /// The day on which it was completed or withdrawn: its last.
    pub end: Option<NaiveDate>,
    /// The suspension that covers `today`.
    pub suspended: Option<DateRange>,
    /// The day.
    pub today: NaiveDate,
}

impl Standing {
    /// How a project stands; `clock` says whether it is suspended.
    pub fn of(project: &Project, clock: Option<&UsefulMonths>, today: NaiveDate) -> Self {
        Self {
            state: project.state,
            start: project.started_on,
            end: project.ended_on,
            suspended: clock.and_then(|clock| clock.suspended_on(today)),
            today,
        }
    }

    /// Every reason why such work cannot be done; empty when it can.
    pub fn refusals(&self, work: Work) -> Vec<Fault> {
        let [selected, running, suspended, ended] = work.row();
        match self.state {
            ProjectState::Selected => self.unless(selected, work, || self.not_running()),
            ProjectState::Running => {
                let has_begun = self.start.is_some_and(|start| start <= self.today);
                let mut faults = self.unless(running, work, || self.not_running());
                if work.waits_for_the_start() && !has_begun {
                    faults.push(self.not_running());
                }
                if let Some(suspension) = self.suspended {
                    let fault = || Fault::new(FaultCode::ProjectSuspended).with("since", suspension.from);
                    faults.extend(self.unless(suspended, work, fault));
                }
                faults
            }
            ProjectState::Completed | ProjectState::Withdrawn => self.unless(ended, work, || self.has_ended()),
        }
    }

    /// The refusal of what has no place in a project that has ended.
    pub fn has_ended(&self) -> Fault {
        let fault = Fault::new(FaultCode::ProjectEnded).with("state", self.state);
        match self.end {
            Some(end) => fault.with("ended_on", end),
            None => fault,
        }
    }

    fn not_running(&self) -> Fault {
        let fault = Fault::new(FaultCode::ProjectNotRunning);
        match self.start {
            Some(start) => fault.with("state", StartingOn(self.state, start)).with("start", start),
            None => fault.with("state", self.state),
        }
    }

    fn unless(&self, cell: Cell, work: Work, fault: impl FnOnce() -> Fault) -> Vec<Fault> {
        let allowed = match (cell, work) {
            (Cell::Yes, _) => true,
            (Cell::OfBefore, Work::Log(on)) => self.end.is_none_or(|end| on <= end),
            // A project that never ran has no period to report on.
            (Cell::Closing, _) if self.start.is_none_or(|start| self.end.is_some_and(|end| end < start)) => false,
            (Cell::Closing, _) => {
                let last = self.end.and_then(|end| end.checked_add_days(Days::new(CLOSING_DAYS)));
                last.is_none_or(|last| self.today <= last)
            }
            (Cell::No | Cell::OfBefore, _) => false,
        };
        if allowed { Vec::new() } else { vec![fault()] }
    }
}

/// A state, and from which day it holds: "en cours" says too little of a project that starts next month.
struct StartingOn(ProjectState, NaiveDate);

impl Subject for StartingOn {
    fn value(&self) -> Value {
        self.0.value()
    }

    fn name(&self) -> Option<Name> {
        let Self(state, start) = self;
        let Label { fr, en } = state.label();
        Some(Name {
            fr: format!("{fr} à partir du {start}"),
            en: format!("{en} from {start} on"),
        })
    }
}
