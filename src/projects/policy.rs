//! Who may do what with a project.

use uuid::Uuid;

use crate::access::{Actor, Decision, allow_if};

/// Projects, their plans, suspensions, extensions and baselines are the matter of the programme's
/// coordinators (domain.md, "Who may see and do what").
pub fn may_coordinate(actor: &Actor, programme: Uuid) -> Decision {
    allow_if(actor.coordinates(programme))
}
