//! What refuses a plan or a baseline. Pure.

use chrono::NaiveDate;

use crate::fault::{Fault, FaultCode};

/// The project for which a plan is asked.
#[derive(Clone, Copy, Debug)]
pub struct PlanFacts {
    /// The day on which it started or will.
    pub start: Option<NaiveDate>,
    /// How many milestones it has, cancelled ones too.
    pub milestones: usize,
}

/// Every reason why no plan can be made: no start, milestones already.
pub fn plan_faults(facts: PlanFacts) -> Vec<Fault> {
    let mut faults = Vec::new();
    if facts.start.is_none() {
        faults.push(Fault::new(FaultCode::NotStarted));
    }
    if facts.milestones > 0 {
        faults.push(Fault::new(FaultCode::AlreadyPlanned));
    }
    faults
}

/// Every reason why no baseline can be approved: a later one says why, and there must be an open
/// milestone.
pub fn baseline_faults(number: i32, motive: Option<&str>, open_milestones: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    if number > 1 && motive.is_none() {
        faults.push(Fault::new(FaultCode::MotiveRequired).at("/motive"));
    }
    if open_milestones == 0 {
        faults.push(Fault::new(FaultCode::NothingToBaseline));
    }
    faults
}
