//! Who may do what with accounts.

use uuid::Uuid;

use super::grants::Granting;
use crate::access::{Actor, Decision, Denied, allow_if};

/// Administrators make and change accounts.
pub fn may_administer(actor: &Actor) -> Decision {
    allow_if(actor.is_administrator())
}

/// Administrators list all accounts, coordinators those around their programmes.
pub fn may_list(actor: &Actor) -> Decision {
    allow_if(actor.is_administrator() || actor.is_coordinator())
}

/// Whether the actor is shown the e-mail address, and who changed the account.
pub fn sees_address(actor: &Actor, account: Uuid) -> bool {
    actor.is_administrator() || actor.account == account
}

/// Whether the actor may give or end such a grant; the refusal says that it is for the role.
pub fn may_grant(actor: &Actor, granting: Granting) -> Decision {
    if !actor.is_administrator() && !actor.is_coordinator() {
        return Err(Denied::default());
    }
    match granting.refusal(actor) {
        None => Ok(()),
        Some(fault) => Err(Denied::because(fault)),
    }
}

/// The programmes whose accounts and grants the actor sees as their coordinator.
pub fn coordinated(actor: &Actor) -> Vec<Uuid> {
    actor.coordinated_programmes()
}
