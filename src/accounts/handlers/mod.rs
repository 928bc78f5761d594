//! The operations on accounts, one file for each thing.

pub mod accounts;
pub mod auth;
pub mod erasure;
pub mod grants;
pub mod me;
pub mod service_accounts;

use uuid::Uuid;

use super::dto::AccountView;
use super::model::Account;
use super::queries;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Change};

/// An id in a path; what is no id is nothing that exists.
fn id_of(segment: &str) -> ApiResult<Uuid> {
    match Key::parse(segment) {
        Key::Id(id) => Ok(id),
        Key::Code(_) => Err(ApiError::not_found()),
    }
}

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
