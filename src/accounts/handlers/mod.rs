//! The operations on accounts, one file for each thing.

pub mod accounts;
pub mod auth;
pub mod grants;
pub mod me;
pub mod service_accounts;

use uuid::Uuid;

use super::dto::AccountView;
use super::model::Account;
use super::queries;
use crate::fault::{Fault, FaultCode};
use crate::http::{ApiError, ApiResult, Change};

/// An account as the actor of a change is shown it.
async fn view(change: &mut Change, account: Account) -> ApiResult<AccountView> {
    let known = queries::named_one(change.conn(), account).await?;
    Ok(AccountView::new(known, &change.actor))
}

/// An account that the actor sees, locked; 404 otherwise.
async fn locked(change: &mut Change, id: Uuid) -> ApiResult<Account> {
    let actor = change.actor.clone();
    queries::find_visible(change.conn(), &actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    Ok(queries::find_for_update(change.conn(), id).await?)
}

/// The fault of an organisation that does not exist.
async fn check_organisation(change: &mut Change, id: Uuid) -> ApiResult<Option<Fault>> {
    let known = queries::organisation_exists(change.conn(), id).await?;
    Ok((!known).then(|| Fault::new(FaultCode::UnknownReference).at("/organisation")))
}

/// The fault of an e-mail address that another account than `own` has.
async fn check_address(change: &mut Change, own: Option<Uuid>, email: &str) -> ApiResult<Option<Fault>> {
    let holder = queries::holder_of(change.conn(), email).await?;
    let taken = holder.is_some() && holder != own;
    Ok(taken.then(|| Fault::new(FaultCode::AlreadyTaken).at("/email")))
}
