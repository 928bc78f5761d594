//! Erasing a person, and giving what is held about one.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;

use uuid::Uuid;

use super::{unless_another_administers, view};
use crate::access::AccountKind;
use crate::accounts::dto::{ErasedAccount, ExportFilter, PersonalData};
use crate::accounts::export::{self, Extent};
use crate::accounts::model::Account;
use crate::accounts::{erasure, policy, queries};
use crate::fault::{Fault, FaultCode, Verdict, verdict};
use crate::http::wire::Id;
use crate::http::{ApiError, ApiResult, Current, NoBody, Path, ProblemCode, Read, UnitOfWork, Write};
use crate::journal::Action;
use crate::redactions::{self, Mention};

/// Erases a person.
///
/// The name, the e-mail address and everything the account signs in with are gone for good; the
/// account is deactivated, and stays as an id: what it did stays readable, under `—`. The address
/// can be used again. Free texts are not touched: `mentions` says in which of them the name or the
/// address still stands, for coordinators to redact (`POST /v1/redactions`). Nobody erases their
/// own account.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account, and what is left to redact.", body = ErasedAccount)))]
#[post("/v1/accounts/{id}/erase")]
pub async fn erase_account(write: Write<NoBody>, Path(Id(id)): Path<Id>) -> ApiResult {
    // Before anything is held: it reads every text there is.
    let (mentions, more_mentions) = mentions(&write, id).await?;
    write
        .run(async |change, _| {
            let actor = change.actor.clone();
            queries::find_visible(change.conn(), &actor, id)
                .await?
                .ok_or_else(ApiError::not_found)?;
            policy::may_administer(&actor)?;
            let mut change = change.admitted().await?;
            let both = async |conn: &AsyncPgConnection| erasure::lock(conn, actor.account, id).await;
            let locked = change.locked(both).await?;
            if locked
                .iter()
                .any(|it| it.id == actor.account && it.deactivated_at.is_some())
            {
                return Err(ApiError::of(ProblemCode::Unauthenticated));
            }
            let before = locked.into_iter().find(|it| it.id == id);
            let before = before.ok_or_else(ApiError::not_found)?;
            may_be_erased(&mut change, &before).await?;
            let mut account = before.clone();
            account.deactivated_at = before.deactivated_at.or(Some(change.now));
            erasure::erase(change.conn(), id).await?;
            let before = Current::without_version(before);
            let account = change.act(before, Action::Erased, None, account).await?;
            let version = account.version;
            let account = view(&mut change, account).await?;
            let erased = ErasedAccount {
                account,
                mentions,
                more_mentions,
            };
            change.ok_versioned(version, &erased)
        })
        .await
}

/// The texts that name whoever is to be erased, if the caller may erase at all.
async fn mentions(write: &Write<NoBody>, id: Uuid) -> ApiResult<(Vec<Mention>, bool)> {
    let conn = write.services.connection().await?;
    let seen = queries::find_visible(&conn, &write.actor, id).await?;
    seen.ok_or_else(ApiError::not_found)?;
    policy::may_administer(&write.actor)?;
    let names = queries::identity(&conn, id).await?.into_iter();
    let names = names.flat_map(|identity| [Some(identity.name), identity.email]);
    redactions::mentions(&conn, &names.flatten().collect::<Vec<_>>()).await
}

/// Why an account is not erased.
async fn may_be_erased(change: &mut UnitOfWork, account: &Account) -> ApiResult<()> {
    let mut faults = Vec::new();
    if account.kind != AccountKind::Person {
        faults.push(Fault::new(FaultCode::NotAPerson).with("kind", account.kind));
    }
    if erasure::is_erased(change.conn(), account.id).await? {
        faults.push(Fault::new(FaultCode::AlreadyErased));
    }
    if account.id == change.actor.account {
        faults.push(Fault::new(FaultCode::OwnAccount));
        faults.extend(unless_another_administers(change, account.id, None).await?);
    }
    let told: Verdict = verdict(faults);
    Ok(told?)
}

/// Gives what is held about the caller.
///
/// Who it is, what it was granted, its sign-ins and invitations, the missions that name it, the time
/// that others logged for it, and all it did and wrote, newest first (GDPR, article 15).
#[utoipa::path(tag = "me", params(ExportFilter), responses((status = 200, description = "The data.", body = PersonalData)))]
#[get("/v1/me/export")]
pub async fn export_me(read: Read<ExportFilter>) -> ApiResult {
    let account = read.actor.account;
    give(read, account, Extent::Everything).await
}

/// Gives what is held about an account.
///
/// To its owner everything, as `GET /v1/me/export`. To an administrator what an administrator sees:
/// who it is, its grants, sign-ins and invitations; no business data.
#[utoipa::path(tag = "accounts", params(ExportFilter), responses((status = 200, description = "The data.", body = PersonalData)))]
#[get("/v1/accounts/{id}/export")]
pub async fn export_account(read: Read<ExportFilter>, Path(Id(id)): Path<Id>) -> ApiResult {
    let extent = match id == read.actor.account {
        true => Extent::Everything,
        false => Extent::Administration,
    };
    give(read, id, extent).await
}

async fn give(read: Read<ExportFilter>, id: uuid::Uuid, extent: Extent) -> ApiResult {
    let conn = read.snapshot().await?;
    let account = queries::find_visible(&conn, &read.actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    if extent == Extent::Administration {
        policy::may_administer(&read.actor)?;
    }
    let before = read.filter.before.as_ref().map(|before| before.0);
    let data: PersonalData = export::of(&conn, &read.actor, account, extent, before).await?;
    read.ok(&data)
}
