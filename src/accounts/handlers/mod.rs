//! The operations on accounts, one file for each thing.

pub mod accounts;
pub mod auth;
pub mod erasure;
pub mod grants;
pub mod me;
pub mod service_accounts;

use chrono_tz::Tz;
use futures_util::future::{try_join, try_join_all};
use uuid::Uuid;

use super::dto::AccountView;
use super::model::Account;
use super::{details, grant_queries, queries};
use crate::access::{Grant, Role};
use crate::fault::{Fault, FaultCode};
use crate::http::{ApiError, ApiResult, UnitOfWork};
use crate::organisations::OrganisationKind;
use crate::programmes;

/// An account as the actor of a change is shown it.
async fn view(change: &mut UnitOfWork, account: Account) -> ApiResult<AccountView> {
    let known = details::named(change.conn(), account).await?;
    Ok(AccountView::new(known, &change.actor))
}

/// An account that the actor sees, locked; 404 otherwise.
async fn locked(change: &mut UnitOfWork, id: Uuid) -> ApiResult<Account> {
    let actor = change.actor.clone();
    let account = change
        .locked(async |conn| queries::lock_visible(conn, &actor, id).await)
        .await?;
    account.ok_or_else(ApiError::not_found)
}

/// The fault of leaving the platform without administrator, where no other administers it.
fn unless_administered(by_others: bool) -> Option<Fault> {
    (!by_others).then(|| Fault::new(FaultCode::LastAdministrator))
}

/// The fault of an organisation that does not exist.
async fn check_organisation(change: &UnitOfWork, id: Option<Uuid>) -> ApiResult<Option<Fault>> {
    let Some(id) = id else { return Ok(None) };
    let known = queries::organisation_exists(change.conn(), id).await?;
    Ok((!known).then(|| Fault::new(FaultCode::UnknownReference).at("/organisation")))
}

/// The fault of an e-mail address that another account than `own` has.
async fn check_address(change: &UnitOfWork, own: Option<Uuid>, email: Option<&str>) -> ApiResult<Option<Fault>> {
    let Some(email) = email else { return Ok(None) };
    let holder = queries::holder_of(change.conn(), email).await?;
    let taken = holder.is_some() && holder != own;
    Ok(taken.then(|| Fault::new(FaultCode::AlreadyTaken).at("/email")))
}

/// The fault of a coordinator whose organisation neither steers nor has authority over a track.
async fn unless_steering(
    change: &UnitOfWork,
    organisation: Option<Uuid>,
    programme: Option<Uuid>,
) -> ApiResult<Option<Fault>> {
    let (Some(programme), Some(organisation)) = (programme, organisation) else {
        return Ok(None);
    };
    let (tracks, kind) = try_join(
        programmes::tracks(change.conn(), programme),
        queries::organisation_kind(change.conn(), organisation),
    )
    .await?;
    let steers =
        kind == Some(OrganisationKind::SteeringBody) || tracks.iter().any(|track| track.authority_id == organisation);
    Ok((!steers).then(|| {
        Fault::new(FaultCode::WrongOrganisationKind)
            .at("/role")
            .with("kind", kind)
    }))
}

/// The fault of moving an account, for the first programme that it coordinates and could not from there.
async fn unless_steers_on(change: &UnitOfWork, account: Uuid, organisation: Option<Uuid>) -> ApiResult<Option<Fault>> {
    if organisation.is_none() {
        return Ok(None);
    }
    let today = change.today(Tz::Europe__Paris);
    let coordinates = |grant: &Grant| {
        let ends_after = |day| grant.until_on.is_none_or(|until| day < until);
        grant.role == Role::Coordinator && ends_after(today.max(grant.from_on.unwrap_or(today)))
    };
    let grants = grant_queries::grants_of(change.conn(), account).await?;
    let coordinated = grants.iter().filter(|(grant, _)| coordinates(grant));
    let refused = coordinated.map(|(grant, _)| unless_steering(change, organisation, grant.programme_id));
    let first = try_join_all(refused).await?.into_iter().flatten().next();
    Ok(first.map(|fault| fault.at("/organisation")))
}
