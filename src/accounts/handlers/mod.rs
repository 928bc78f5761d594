//! The operations on accounts, one file for each thing.

pub mod accounts;
pub mod auth;
pub mod erasure;
pub mod grants;
pub mod me;
pub mod service_accounts;

use chrono_tz::Tz;
use uuid::Uuid;

use super::dto::AccountView;
use super::model::Account;
use super::{grant_queries, queries};
use crate::access::Role;
use crate::fault::{Fault, FaultCode};
use crate::http::{ApiError, ApiResult, UnitOfWork};
use crate::organisations::OrganisationKind;
use crate::programmes;

/// An account as the actor of a change is shown it.
async fn view(change: &mut UnitOfWork, account: Account) -> ApiResult<AccountView> {
    let known = queries::named_one(change.conn(), account).await?;
    Ok(AccountView::new(known, &change.actor))
}

/// An account that the actor sees, locked; 404 otherwise.
async fn locked(change: &mut UnitOfWork, id: Uuid) -> ApiResult<Account> {
    let actor = change.actor.clone();
    queries::find_visible(change.conn(), &actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    change
        .locked(async |conn| queries::find_for_update(conn, id).await)
        .await
}

/// The fault of leaving the platform without administrator, were this grant of the account to end, or
/// all of its grants.
async fn unless_another_administers(
    change: &mut UnitOfWork,
    account: Uuid,
    grant: Option<Uuid>,
) -> ApiResult<Option<Fault>> {
    let today = change.today(Tz::Europe__Paris);
    let others = grant_queries::another_administers(change.conn(), account, grant, today).await?;
    Ok((!others).then(|| Fault::new(FaultCode::LastAdministrator)))
}

/// The fault of an organisation that does not exist.
async fn check_organisation(change: &mut UnitOfWork, id: Uuid) -> ApiResult<Option<Fault>> {
    let known = queries::organisation_exists(change.conn(), id).await?;
    Ok((!known).then(|| Fault::new(FaultCode::UnknownReference).at("/organisation")))
}

/// The fault of an e-mail address that another account than `own` has.
async fn check_address(change: &mut UnitOfWork, own: Option<Uuid>, email: &str) -> ApiResult<Option<Fault>> {
    let holder = queries::holder_of(change.conn(), email).await?;
    let taken = holder.is_some() && holder != own;
    Ok(taken.then(|| Fault::new(FaultCode::AlreadyTaken).at("/email")))
}

/// The fault of a coordinator whose organisation neither steers nor has authority over a track.
async fn unless_steering(
    change: &mut UnitOfWork,
    organisation: Option<Uuid>,
    programme: Option<Uuid>,
) -> ApiResult<Option<Fault>> {
    let (Some(programme), Some(organisation)) = (programme, organisation) else {
        return Ok(None);
    };
    let tracks = programmes::tracks(change.conn(), programme).await?;
    let kind = queries::organisation_kind(change.conn(), organisation).await?;
    let steers =
        kind == Some(OrganisationKind::SteeringBody) || tracks.iter().any(|track| track.authority_id == organisation);
    Ok((!steers).then(|| {
        Fault::new(FaultCode::WrongOrganisationKind)
            .at("/role")
            .with("kind", kind)
    }))
}

/// The fault of moving an account, for the first programme that it coordinates and could not from there.
async fn unless_steers_on(change: &mut UnitOfWork, account: Uuid, organisation: Uuid) -> ApiResult<Option<Fault>> {
    let today = change.today(Tz::Europe__Paris);
    for (grant, _) in grant_queries::grants_of(change.conn(), account).await? {
        let ends_after = |day| grant.until_on.is_none_or(|until| day < until);
        let coordinates = grant.role == Role::Coordinator && ends_after(today.max(grant.from_on.unwrap_or(today)));
        if coordinates && let Some(fault) = unless_steering(change, Some(organisation), grant.programme_id).await? {
            return Ok(Some(fault.at("/organisation")));
        }
    }
    Ok(None)
}
