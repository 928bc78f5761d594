//! Who redacts, and who reads redactions: the programme's coordinators.

use super::queries::Place;
use crate::access::{Actor, Decision, Role, Visibility, allow_if};
use crate::journal::Entity;

/// Coordinators of the programme redact.
pub fn may_redact(actor: &Actor, place: &Place) -> Decision {
    allow_if(actor.coordinates(place.programme))
}

/// Whether the actor may know of the text. Of an entry of the history it counts what that is about; of what belongs to the call,
/// whether the actor evaluates it.
pub fn sees(actor: &Actor, place: &Place, evaluates: bool) -> bool {
    if actor.coordinates(place.programme) {
        return true;
    }
    if place.is_of_call() {
        return evaluates && actor.holds(Role::Juror, place.programme);
    }
    match place.project {
        Some(project) => {
            // A provider does not know of others' missions, nor anybody but coordinators of redactions.
            let own = match place.resource.0 {
                Entity::Mission => actor.is_laureate_of(project),
                Entity::Redaction => false,
                _ => true,
            };
            own && actor.visibility(place.programme, project) == Some(Visibility::Full)
        }
        None => place.resource.0 != Entity::Redaction && actor.known_programmes().contains(&place.programme),
    }
}

/// The programmes whose redactions the actor reads.
pub fn coordinated(actor: &Actor) -> Vec<uuid::Uuid> {
    let held = actor.grants.iter().filter(|grant| grant.role == Role::Coordinator);
    held.filter_map(|grant| grant.programme).collect()
}
