//! Accounts: made, changed, invited and deactivated by administrators.

use actix_web::{get, patch, post};

use super::{check_address, check_organisation, locked, unless_another_administers, unless_steers_on, view};
use crate::access::AccountKind;
use crate::accounts::dto::{
    AccountFilter, AccountPatch, AccountSort, AccountView, Invitation, InvitedAccount, NewAccount,
};
use crate::accounts::model::{Account, Identity};
use crate::accounts::{policy, queries, sessions};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{
    Answer, ApiError, ApiResult, Change, List, NoBody, PageOf, PageParameters, Path, Read, Write, unstored,
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
    let mut conn = list.read.connection().await?;
    let sort = list.read.filter.sort.unwrap_or(AccountSort::Created);
    let (rows, total) = queries::list(&mut conn, actor, &list.read.filter, &list.page).await?;
    list.answer(rows, sort, total, |row| AccountView::new(row, actor))
}

/// Shows an account.
///
/// One's own, or one that the list shows.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account.", body = AccountView)))]
#[get("/v1/accounts/{id}")]
pub async fn get_account(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let mut conn = read.connection().await?;
    let row = queries::find_visible(&mut conn, &read.actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let version = row.version;
    let known = queries::named_one(&mut conn, row).await?;
    read.ok_versioned(version, &AccountView::new(known, &read.actor))
}

/// Makes an account.
///
/// For a person of an organisation. The answer holds a one-time secret, shown this once, with which
/// the person chooses a password (`POST /v1/auth/invitation`).
#[utoipa::path(tag = "accounts", request_body = NewAccount,
    responses((status = 201, description = "The account and its invitation.", body = InvitedAccount)))]
#[post("/v1/accounts")]
pub async fn create_account(write: Write<NewAccount>) -> ApiResult {
    let steps = async |change: &mut Change, body: NewAccount| {
        policy::may_administer(&change.actor)?;
        let mut faults: Vec<Fault> = check_organisation(change, body.organisation.0)
            .await?
            .into_iter()
            .collect();
        faults.extend(check_address(change, None, &body.email).await?);
        verdict(faults)?;
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
        let account = view(change, account).await?;
        let location = format!("/v1/accounts/{}", account.id);
        let invitation = Invitation { secret, expires_at };
        Answer::created(location, 1, &InvitedAccount { account, invitation })
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
        .run(async |change, body| {
            let before = locked(change, id).await?;
            policy::may_administer(&change.actor)?;
            change
                .expect_version(&before, async |change| view(change, before.clone()).await)
                .await?;
            let organisation = body.organisation.into_option().map(|id| id.0);
            let identity = queries::identity(change.conn(), before.id).await?;
            let mut faults = Vec::new();
            if identity.is_none() {
                faults.push(Fault::new(FaultCode::AlreadyErased));
            }
            if let Some(organisation) = organisation {
                faults.extend(check_organisation(change, organisation).await?);
                faults.extend(unless_steers_on(change, before.id, organisation).await?);
            }
            if let Some(email) = body.email.sent() {
                faults.extend(check_address(change, Some(before.id), email).await?);
            }
            verdict(faults)?;
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
            if identity == known && !moved {
                return Answer::ok_versioned(before.version, &view(change, before).await?);
            }
            let mut account = before.clone().edited(change.actor.account, change.now);
            account.organisation_id = organisation.or(before.organisation_id);
            queries::update(change.conn(), &account).await?;
            queries::update_identity(change.conn(), &identity).await?;
            change.record(Entry::updated(&before, &account));
            Answer::ok_versioned(account.version, &view(change, account).await?)
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
        .run(async |change, _| {
            let before = locked(change, id).await?;
            policy::may_administer(&change.actor)?;
            change.replay()?;
            let mut faults: Vec<Fault> = inactive(&before).into_iter().collect();
            faults.extend(unless_another_administers(change, before.id, None).await?);
            verdict(faults)?;
            let (now, by) = (change.now, change.actor.account);
            let mut account = before.clone().edited(by, now);
            account.deactivated_at = Some(now);
            queries::update(change.conn(), &account).await?;
            sessions::end_all(change.conn(), account.id, None, now).await?;
            sessions::void_secrets(change.conn(), account.id, now).await?;
            change.record(Entry::changed(Action::Deactivated, &before, &account));
            Answer::ok_versioned(account.version, &view(change, account).await?)
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
    let steps = async |change: &mut Change, _| {
        let account = locked(change, id).await?;
        policy::may_administer(&change.actor)?;
        let mut faults: Vec<Fault> = inactive(&account).into_iter().collect();
        if account.kind != AccountKind::Person {
            faults.push(Fault::new(FaultCode::NotAPerson).with("kind", account.kind));
        }
        verdict(faults)?;
        let now = change.now;
        let (secret, expires_at) = sessions::invite(change.conn(), account.id, now).await?;
        Answer::ok(&Invitation { secret, expires_at })
    };
    write.of_a_secret().run(steps).await.map(unstored)
}

/// The fault of an account that was deactivated.
pub(super) fn inactive(account: &Account) -> Option<Fault> {
    let since = account.deactivated_at?;
    Some(Fault::new(FaultCode::AlreadyDeactivated).with("since", since))
}
