//! Who may say how a project fares.

use chrono::NaiveDate;

use crate::access::Actor;
use crate::http::{ApiError, ApiResult};
use crate::projects::Scene;

/// Its coordinators, its laureate, and the providers whose missions run, or ended lately.
pub fn may_report(actor: &Actor, scene: &Scene, today: NaiveDate) -> ApiResult<()> {
    let project = scene.project.id;
    let works_on = |track: &String| actor.missions_on(project, track, today).next().is_some();
    let provides = actor
        .missions
        .iter()
        .filter(|mission| mission.project == project)
        .flat_map(|mission| &mission.tracks)
        .any(works_on);
    match actor.coordinates(scene.programme.id) || actor.is_laureate_of(project) || provides {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}
