//! Who may do what with missions.

use uuid::Uuid;

use crate::access::{Actor, Decision, allow_if};
use crate::projects::{ProjectContext, may_read_work};

/// Coordinators plan missions.
pub fn may_edit(actor: &Actor, context: &ProjectContext) -> Decision {
    allow_if(actor.coordinates(context.programme.id))
}

/// Whoever works on a mission closes its months.
pub fn may_close(actor: &Actor, mission: Uuid) -> Decision {
    allow_if(actor.missions.iter().any(|own| own.mission == mission))
}

/// Who works for whom, when and for how many days is not among what an observer sees.
pub fn may_read(context: &ProjectContext) -> Decision {
    may_read_work(context)
}

/// Whether the actor may know of a provider's missions on the project.
pub fn discloses(actor: &Actor, context: &ProjectContext, provider: Uuid) -> bool {
    only_provider(actor, context).is_none_or(|own| own == provider)
}

/// The only provider whose missions on the project are shown; `None`: everyone's are.
pub fn only_provider(actor: &Actor, context: &ProjectContext) -> Option<Uuid> {
    let all = actor.coordinates(context.programme.id) || actor.is_laureate_of(context.project.id);
    // Who may read missions by neither of these does by its own, so it has an organisation.
    (!all).then(|| own(actor, context).unwrap_or_default())
}

/// The actor's organisation, if the actor works on the project for it.
fn own(actor: &Actor, context: &ProjectContext) -> Option<Uuid> {
    let works = actor
        .missions
        .iter()
        .any(|mission| mission.project == context.project.id);
    actor.organisation.filter(|_| works)
}
