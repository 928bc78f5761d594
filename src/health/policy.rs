//! Who may say how a project fares.

use chrono::NaiveDate;

use crate::access::{Actor, Decision, allow_if};
use crate::projects::ProjectContext;

/// Its coordinators, its laureate, and the providers whose missions run, or ended lately.
pub fn may_report(actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
    let project = context.project.id;
    allow_if(actor.coordinates(context.programme.id) || actor.is_laureate_of(project) || actor.serves(project, today))
}
