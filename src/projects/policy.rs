//! Who may do what with a project.

use uuid::Uuid;

use crate::access::Actor;
use crate::http::{ApiError, ApiResult};

/// Projects, their plans, suspensions, extensions and baselines are the matter of the programme's
/// coordinators (domain.md, "Who may see and do what").
pub fn may_coordinate(actor: &Actor, programme: Uuid) -> ApiResult<()> {
    match actor.coordinates(programme) {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}
