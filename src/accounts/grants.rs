//! Who may grant what (domain.md, "Who may see and do what"). Pure.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::access::{Actor, Role};
use crate::fault::{Fault, FaultCode};

/// The roles that a coordinator grants inside its programme.
const OF_COORDINATORS: [Role; 3] = [Role::Provider, Role::Laureate, Role::Observer];

/// A grant that someone wants to give, or to change.
#[derive(Clone, Copy, Debug)]
pub struct Granting {
    /// The role.
    pub role: Role,
    /// On which programme.
    pub programme: Option<Uuid>,
}

impl Granting {
    /// Why the actor may not give or end this grant; `None`: it may. An administrator may
    /// everything; a coordinator only some roles, in the programmes it coordinates.
    pub fn refusal(self, actor: &Actor) -> Option<Fault> {
        let inside = self.programme.is_none_or(|programme| actor.coordinates(programme));
        let may = actor.is_administrator() || actor.is_coordinator() && inside && OF_COORDINATORS.contains(&self.role);
        (!may).then(|| {
            Fault::new(FaultCode::RoleNotGrantable)
                .at("/role")
                .with("role", self.role)
        })
    }

    /// An administrator's role is held on the platform, every other in a programme.
    pub fn faults(self) -> Vec<Fault> {
        match (self.role, self.programme) {
            (Role::Administrator, Some(_)) => vec![Fault::new(FaultCode::ProgrammeNotAllowed).at("/programme")],
            (Role::Administrator, None) | (_, Some(_)) => Vec::new(),
            (_, None) => vec![Fault::new(FaultCode::ProgrammeRequired).at("/programme")],
        }
    }
}

/// A grant that is given is in force for a day at least: the end is exclusive.
pub fn dates(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<Fault> {
    match (from, until) {
        (Some(from), Some(until)) if until <= from => Some(Fault::new(FaultCode::RangeReversed).at("/until")),
        _ => None,
    }
}

/// A grant that is ended ends no earlier than it begins: on its first day, it was never in force.
pub fn end(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<Fault> {
    match (from, until) {
        (Some(from), Some(until)) if until < from => {
            let fault = Fault::new(FaultCode::DateBefore).at("/until");
            Some(fault.with("earliest", from))
        }
        _ => None,
    }
}
