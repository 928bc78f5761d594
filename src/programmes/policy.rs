//! Who may do what with programmes.

use uuid::Uuid;

use crate::access::{Actor, Decision, Role, Visibility, allow_if};

/// A coordinator of a steering body opens programmes.
pub fn may_open(actor: &Actor) -> Decision {
    allow_if(actor.may_open_programme())
}

/// Its coordinators edit a programme.
pub fn may_edit(actor: &Actor, programme: Uuid) -> Decision {
    allow_if(actor.coordinates(programme))
}

/// Its lists are for those who have a part in it; who sees the name alone is refused.
pub fn may_enter(actor: &Actor, programme: Uuid) -> Decision {
    allow_if(actor.known_programmes().contains(&programme))
}

/// Whether its name, at least, may be known.
pub fn may_name(actor: &Actor, programme: Uuid) -> bool {
    actor.is_administrator() || actor.known_programmes().contains(&programme)
}

/// How much of a programme is shown. `None`: its name alone, as an administrator sees it that has
/// no other part in it.
pub fn visibility(actor: &Actor, programme: Uuid) -> Option<Visibility> {
    if !actor.known_programmes().contains(&programme) {
        return None;
    }
    let mut held = actor.grants.iter().filter(|grant| grant.programme == Some(programme));
    Some(match held.all(|grant| grant.role == Role::Observer) {
        true => Visibility::Observer,
        false => Visibility::Full,
    })
}
