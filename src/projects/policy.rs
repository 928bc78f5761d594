//! Who may do what with a project.

use chrono::NaiveDate;
use uuid::Uuid;

use super::ProjectContext;
use crate::access::{Actor, Decision, Visibility, allow_if};

/// Projects, their plans, suspensions, extensions and baselines are the matter of the programme's
/// coordinators (domain.md, "Who may see and do what").
pub fn may_coordinate(actor: &Actor, programme: Uuid) -> Decision {
    allow_if(actor.coordinates(programme))
}

/// What a project lives through is told by its coordinators, its laureate, and the providers whose missions run, or
/// ended lately.
pub fn may_contribute(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
    may_build(actor, context, today).or_else(|_| may_coordinate(actor, context.programme.id))
}

/// What is built in a project is told by those who build it: its laureate, and the providers whose missions run, or
/// ended lately.
pub fn may_build(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
    let project = context.project.id;
    allow_if(actor.is_laureate_of(project) || actor.serves(project, today))
}

/// What a project's organisation is to carry on its own is told by those who lead it: its laureate and its coordinators.
pub fn may_lead(actor: &Actor, context: &ProjectContext, _: NaiveDate) -> Decision {
    let laureate = allow_if(actor.is_laureate_of(context.project.id));
    laureate.or_else(|_| may_coordinate(actor, context.programme.id))
}

/// What is work among those who do it is not among what an observer sees.
pub fn may_read_work(context: &ProjectContext) -> Decision {
    allow_if(context.visibility == Visibility::Full)
}
