//! Who may say how a project fares.

use chrono::NaiveDate;

use crate::access::Actor;
use crate::http::{ApiError, ApiResult};
use crate::projects::Scene;

/// Its coordinators, its laureate, and the providers whose missions run, or ended lately.
pub fn may_report(actor: &Actor, scene: &Scene, today: NaiveDate) -> ApiResult<()> {
    let project = scene.project.id;
    match actor.coordinates(scene.programme.id) || actor.is_laureate_of(project) || actor.serves(project, today) {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}
