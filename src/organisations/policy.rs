//! Who may do what with organisations.

use crate::access::{Actor, Decision, Visibility, allow_if};

/// Coordinators make and edit organisations; an administrator too, because the first coordinator's
/// organisation comes before any programme; so does a steering body that opens its first one.
pub fn may_edit(actor: &Actor) -> Decision {
    allow_if(actor.is_coordinator() || actor.is_administrator() || actor.may_open_programme())
}

/// Whether every organisation is seen, or only those named in what the actor sees.
pub fn sees_all(actor: &Actor) -> bool {
    may_edit(actor).is_ok()
}

/// Who edited an organisation is told to those who see all of them.
pub fn visibility(actor: &Actor) -> Visibility {
    match sees_all(actor) {
        true => Visibility::Full,
        false => Visibility::Observer,
    }
}
