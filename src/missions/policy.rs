//! Who may do what with missions.

use uuid::Uuid;

use super::model::Mission;
use crate::access::{Actor, Lens};
use crate::http::{ApiError, ApiResult};
use crate::projects::Scene;

/// Coordinators plan missions.
pub fn may_edit(actor: &Actor, scene: &Scene) -> ApiResult<()> {
    match actor.coordinates(scene.programme.id) {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}

/// Who works for whom, when and for how many days is not among what an observer sees.
pub fn may_read(scene: &Scene) -> ApiResult<()> {
    match scene.lens {
        Lens::Full => Ok(()),
        Lens::Observer => Err(ApiError::forbidden()),
    }
}

/// Whether the actor may know of a mission on the project.
pub fn sees(actor: &Actor, scene: &Scene, mission: &Mission) -> bool {
    only_provider(actor, scene).is_none_or(|own| own == mission.provider_id)
}

/// The only provider whose missions on the project are shown; `None`: everyone's are.
pub fn only_provider(actor: &Actor, scene: &Scene) -> Option<Uuid> {
    let all = actor.coordinates(scene.programme.id) || actor.is_laureate_of(scene.project.id);
    // Who may read missions by neither of these does by its own, so it has an organisation.
    (!all).then(|| own(actor, scene).unwrap_or_default())
}

/// The actor's organisation, if the actor works on the project for it.
fn own(actor: &Actor, scene: &Scene) -> Option<Uuid> {
    let works = actor.missions.iter().any(|mission| mission.project == scene.project.id);
    actor.organisation.filter(|_| works)
}
