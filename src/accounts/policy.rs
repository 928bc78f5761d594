//! Who may do what with accounts.

use uuid::Uuid;

use super::grants::Granting;
use crate::access::Actor;
use crate::http::{ApiError, ApiResult, ProblemCode};

/// Administrators make and change accounts.
pub fn may_administer(actor: &Actor) -> ApiResult<()> {
    match actor.is_administrator() {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}

/// Administrators list all accounts, coordinators those around their programmes.
pub fn may_list(actor: &Actor) -> ApiResult<()> {
    match actor.is_administrator() || actor.is_coordinator() {
        true => Ok(()),
        false => Err(ApiError::forbidden()),
    }
}

/// Whether the actor is shown the e-mail address, and who changed the account.
pub fn sees_address(actor: &Actor, account: Uuid) -> bool {
    actor.is_administrator() || actor.account == account
}

/// Whether the actor may give or end such a grant; the refusal says that it is for the role.
pub fn may_grant(actor: &Actor, granting: Granting) -> ApiResult<()> {
    if !actor.is_administrator() && !actor.is_coordinator() {
        return Err(ApiError::forbidden());
    }
    match granting.refusal(actor) {
        None => Ok(()),
        Some(fault) => Err(ApiError::refused(ProblemCode::Forbidden, vec![fault])),
    }
}

/// The programmes whose accounts and grants the actor sees as their coordinator.
pub fn coordinated(actor: &Actor) -> Vec<Uuid> {
    actor.coordinated_programmes()
}
