//! Who may do what with a hand-over.

use chrono::NaiveDate;

use crate::access::{Actor, Decision, allow_if};
use crate::journal::Action;
use crate::projects::{ProjectContext, may_coordinate};

/// Coordinators say what is to be handed over.
pub fn may_ask(actor: &Actor, context: &ProjectContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.programme.id)
}

/// Providers provide; the laureate verifies and returns; coordinators do the rest, and verify for a silent laureate.
pub fn may_act(action: Action, actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
    let project = context.project.id;
    match action {
        Action::Provided => allow_if(actor.serves(project, today)),
        Action::Returned => allow_if(actor.is_laureate_of(project)),
        Action::Verified if actor.is_laureate_of(project) => Ok(()),
        _ => may_ask(actor, context, today),
    }
}
