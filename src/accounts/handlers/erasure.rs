//! Erasing a person, and giving what is held about one.

use actix_web::{get, post};
use chrono_tz::Tz;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::unless_administered;
use crate::access::AccountKind;
use crate::accounts::dto::{AccountView, ErasedAccount, ExportFilter, PersonalData};
use crate::accounts::model::Account;
use crate::accounts::{details, erasure, export, grant_queries, policy, queries};
use crate::fault::{Fault, FaultCode, Verdict, verdict};
use crate::http::wire::Id;
use crate::http::{ApiError, ApiResult, Current, NoBody, Path, ProblemCode, Read, UnitOfWork, Write};
use crate::journal::Action;
use crate::redactions::{self, Mention, MentionScope};

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
            policy::may_administer(&actor)?;
            let both = async |conn: &AsyncPgConnection| {
                try_join(erasure::lock(conn, actor.account, id), erasure::is_erased(conn, id)).await
            };
            let (mut change, (locked, erased)) = change.admitted_with(both).await?;
            if locked
                .iter()
                .any(|it| it.id == actor.account && it.deactivated_at.is_some())
            {
                return Err(ApiError::of(ProblemCode::Unauthenticated));
            }
            let before = locked.into_iter().find(|it| it.id == id);
            let before = before.ok_or_else(ApiError::not_found)?;
            may_be_erased(&change, &before, erased).await?;
            let mut account = before.clone();
            account.deactivated_at = before.deactivated_at.or(Some(change.now));
            let before = Current::without_version(before);
            let account = change.act(before, Action::Erased, None, account).await?;
            let version = account.version;
            let (_, known) = try_join(
                erasure::erase(change.conn(), id),
                details::named(change.conn(), account),
            )
            .await?;
            let erased = ErasedAccount {
                account: AccountView::new(known, &actor),
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
    let (seen, names) = try_join(
        queries::find_visible(&conn, &write.actor, id),
        redactions::names_of(&conn, id),
    )
    .await?;
    seen.ok_or_else(ApiError::not_found)?;
    policy::may_administer(&write.actor)?;
    Ok(redactions::mentions(&conn, &names, MentionScope::default()).await?)
}

/// Why an account is not erased.
async fn may_be_erased(change: &UnitOfWork, account: &Account, erased: bool) -> ApiResult<()> {
    let mut faults = Vec::new();
    if account.kind != AccountKind::Person {
        faults.push(Fault::new(FaultCode::NotAPerson).with("kind", account.kind));
    }
    if erased {
        faults.push(Fault::new(FaultCode::AlreadyErased));
    }
    if account.id == change.actor.account {
        faults.push(Fault::new(FaultCode::OwnAccount));
        let today = change.today(Tz::Europe__Paris);
        let others = grant_queries::another_administers(change.conn(), account.id, None, today).await?;
        faults.extend(unless_administered(others));
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
    give(read, account).await
}

/// Gives what is held about an account.
///
/// To its owner everything, as `GET /v1/me/export`. To an administrator what an administrator sees:
/// who it is, its grants, sign-ins and invitations; no business data.
#[utoipa::path(tag = "accounts", params(ExportFilter), responses((status = 200, description = "The data.", body = PersonalData)))]
#[get("/v1/accounts/{id}/export")]
pub async fn export_account(read: Read<ExportFilter>, Path(Id(id)): Path<Id>) -> ApiResult {
    give(read, id).await
}

async fn give(read: Read<ExportFilter>, id: Uuid) -> ApiResult {
    let conn = read.snapshot().await?;
    let own = id == read.actor.account;
    let before = read.filter.before.as_ref().map(|before| before.0);
    let data = export::of(&conn, &read.actor, id, own, before).await?;
    let data: PersonalData = data.ok_or_else(ApiError::not_found)?;
    if !own {
        policy::may_administer(&read.actor)?;
    }
    read.ok(&data)
}
