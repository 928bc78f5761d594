//! Accounts: made, changed, invited and deactivated by administrators.

use actix_web::{get, patch, post};
use chrono_tz::Tz;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join4};

use super::{check_address, check_organisation, locked, unless_administered, unless_steers_on, view};
use crate::access::AccountKind;
use crate::accounts::dto::{
    AccountFilter, AccountPatch, AccountSort, AccountView, Invitation, InvitedAccount, NewAccount,
};
use crate::accounts::grant_queries::another_administers;
use crate::accounts::model::{Account, Identity};
use crate::accounts::{policy, queries, sessions};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{
    ApiError, ApiResult, Change, Current, List, NoBody, PageOf, PageParameters, Path, Read, Write, unstored,
};
use crate::journal::{Action, Entry};

/// Lists accounts.
///
/// Administrators see all; coordinators those of their programmes' organisations and those that
/// hold a grant there. By creation, then id.
#[utoipa::path(tag = "accounts", params(PageParameters, AccountFilter),
    responses((status = 200, description = "A page of accounts.", body = PageOf<AccountView>)))]
#[get("/v1/accounts")]
pub async fn list_accounts(list: List<AccountFilter>) -> ApiResult {
    let actor = &list.read.actor;
    policy::may_list(actor)?;
    let conn = list.read.snapshot().await?;
    let sort = list.read.filter.sort.unwrap_or(AccountSort::Created);
    let (rows, total) = queries::list(&conn, actor, &list.read.filter, &list.page).await?;
    list.answer(rows, sort, total, |row| AccountView::new(row, actor))
}

/// Shows an account.
///
/// One's own, or one that the list shows.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account.", body = AccountView)))]
#[get("/v1/accounts/{id}")]
pub async fn get_account(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let known = queries::find_visible(&conn, &read.actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    read.ok_versioned(known.account.version, &AccountView::new(known, &read.actor))
}

/// Makes an account.
///
/// For a person of an organisation. The answer holds a one-time secret, shown this once, with which
/// the person chooses a password (`POST /v1/auth/invitation`).
#[utoipa::path(tag = "accounts", request_body = NewAccount,
    responses((status = 201, description = "The account and its invitation.", body = InvitedAccount)))]
#[post("/v1/accounts")]
pub async fn create_account(write: Write<NewAccount>) -> ApiResult {
    let steps = async |change: Change<'_>, body: NewAccount| {
        policy::may_administer(&change.actor)?;
        let mut change = change.admitted().await?;
        let (unknown, taken) = try_join(
            check_organisation(&change, Some(body.organisation.0)),
            check_address(&change, None, Some(&body.email)),
        )
        .await?;
        verdict(unknown.into_iter().chain(taken).collect())?;
        let (now, by) = (change.now, change.actor.account);
        let account = Account::new(AccountKind::Person, body.organisation.0, by, now);
        let identity = Identity {
            account_id: account.id,
            name: body.name.into(),
            email: Some(body.email.into()),
            secret_hash: None,
        };
        queries::insert(change.conn(), &account, &identity).await?;
        change.record(Entry::created(&account));
        let (secret, expires_at) = sessions::invite(change.conn(), account.id, now).await?;
        let account = view(&mut change, account).await?;
        let location = format!("/v1/accounts/{}", account.id);
        let invitation = Invitation { secret, expires_at };
        change.created(location, &InvitedAccount { account, invitation })
    };
    write.of_a_secret().run(steps).await.map(unstored)
}

/// Changes an account.
///
/// Its name, its e-mail address or its organisation; one whose person was erased stays as it is. One
/// that coordinates stays in an organisation that steers.
#[utoipa::path(tag = "accounts", request_body(content = AccountPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The account.", body = AccountView)))]
#[patch("/v1/accounts/{id}")]
pub async fn update_account(write: Write<AccountPatch>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |mut change, body| {
            let before = locked(&mut change, id).await?;
            policy::may_administer(&change.actor)?;
            let mut change = change.admitted().await?;
            let before = change.expect_version(before, view).await?;
            let organisation = body.organisation.into_option().map(|id| id.0);
            let email = body.email.sent().map(|email| email.as_str());
            let (identity, unknown, elsewhere, taken) = try_join4(
                async { Ok(queries::identity(change.conn(), before.id).await?) },
                check_organisation(&change, organisation),
                unless_steers_on(&change, before.id, organisation),
                check_address(&change, Some(before.id), email),
            )
            .await?;
            let erased = identity.is_none().then(|| Fault::new(FaultCode::AlreadyErased));
            verdict([erased, unknown, elsewhere, taken].into_iter().flatten().collect())?;
            let Some(known) = identity else {
                return Err(ApiError::not_found());
            };
            let email = body.email.into_option().map(Into::into);
            let identity = Identity {
                name: body.name.apply(known.name.clone()),
                email: email.or(known.email.clone()),
                ..known.clone()
            };
            let moved = organisation.is_some_and(|organisation| before.organisation_id != Some(organisation));
            let mut account = before.clone();
            if identity != known || moved {
                account.organisation_id = organisation.or(before.organisation_id);
                queries::update_identity(change.conn(), &identity).await?;
                account = change.act(before, Action::Updated, None, account).await?;
            }
            let version = account.version;
            let view = view(&mut change, account).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// Deactivates an account.
///
/// It stops at once: its next request is refused, whatever tokens or keys it holds. What it did
/// stays. The last administrator's is not deactivated (409).
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account.", body = AccountView)))]
#[post("/v1/accounts/{id}/deactivate")]
pub async fn deactivate_account(write: Write<NoBody>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |mut change, _| {
            let before = locked(&mut change, id).await?;
            policy::may_administer(&change.actor)?;
            let today = change.today(Tz::Europe__Paris);
            let administered = async |conn: &AsyncPgConnection| another_administers(conn, id, None, today).await;
            let (mut change, by_others) = change.admitted_with(administered).await?;
            let faults = inactive(&before).into_iter().chain(unless_administered(by_others));
            verdict(faults.collect())?;
            let now = change.now;
            let mut account = before.clone();
            account.deactivated_at = Some(now);
            try_join(
                sessions::end_all(change.conn(), id, None, now),
                sessions::void_secrets(change.conn(), id, now),
            )
            .await?;
            let before = Current::without_version(before);
            let account = change.act(before, Action::Deactivated, None, account).await?;
            let version = account.version;
            let view = view(&mut change, account).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// Makes a one-time secret for an account.
///
/// An invitation, or a reset of a forgotten password: shown this once, good for 7 days, and the
/// only one of its account. The present password serves until the secret does.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The secret.", body = Invitation)))]
#[post("/v1/accounts/{id}/invitation")]
pub async fn create_invitation(write: Write<NoBody>, Path(Id(id)): Path<Id>) -> ApiResult {
    let steps = async |mut change: Change<'_>, _: NoBody| {
        let account = locked(&mut change, id).await?;
        policy::may_administer(&change.actor)?;
        let change = change.admitted().await?;
        let mut faults: Vec<Fault> = inactive(&account).into_iter().collect();
        if account.kind != AccountKind::Person {
            faults.push(Fault::new(FaultCode::NotAPerson).with("kind", account.kind));
        }
        verdict(faults)?;
        let now = change.now;
        let (secret, expires_at) = sessions::invite(change.conn(), account.id, now).await?;
        change.ok(&Invitation { secret, expires_at })
    };
    write.of_a_secret().run(steps).await.map(unstored)
}

/// The fault of an account that was deactivated.
pub(super) fn inactive(account: &Account) -> Option<Fault> {
    let since = account.deactivated_at?;
    Some(Fault::new(FaultCode::AlreadyDeactivated).with("since", since))
}
