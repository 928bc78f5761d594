//! Service accounts: programs that call with a key, within scopes.

use actix_web::{get, post};

use super::accounts::inactive;
use super::{check_organisation, locked, view};
use crate::access::{AccountKind, Scope, hash_key, secret};
use crate::accounts::dto::{AccountFilter, AccountSort, AccountView, EditedFilter, KeyedAccount, NewServiceAccount};
use crate::accounts::model::{Account, Identity};
use crate::accounts::{policy, queries};
use crate::fault::{Fault, FaultCode, Unit, verdict};
use crate::http::query::AnyOf;
use crate::http::wire::Id;
use crate::http::{
    ApiError, ApiResult, Change, Current, List, NoBody, PageOf, PageParameters, Path, UnitOfWork, Write, unstored,
};
use crate::journal::{Action, Entry};
use crate::vocabulary::CodeOf;

/// Lists service accounts.
///
/// For administrators. By creation, then id.
#[utoipa::path(tag = "accounts", params(PageParameters, EditedFilter),
    responses((status = 200, description = "A page of service accounts.", body = PageOf<AccountView>)))]
#[get("/v1/service-accounts")]
pub async fn list_service_accounts(list: List<EditedFilter>) -> ApiResult {
    let actor = &list.read.actor;
    policy::may_administer(actor)?;
    let conn = list.read.snapshot().await?;
    let filter = AccountFilter {
        kind: Some(AnyOf::one(AccountKind::Service)),
        updated_since: list.read.filter.updated_since.clone(),
        ..AccountFilter::default()
    };
    let (rows, total) = queries::list(&conn, actor, &filter, &list.page).await?;
    list.answer(rows, AccountSort::Created, total, |row| AccountView::new(row, actor))
}

/// Makes a service account.
///
/// The answer holds its key, shown this once. It holds grants like any account
/// (`POST /v1/accounts/{id}/grants`), and does within them what its scopes let it.
#[utoipa::path(tag = "accounts", request_body = NewServiceAccount,
    responses((status = 201, description = "The account and its key.", body = KeyedAccount)))]
#[post("/v1/service-accounts")]
pub async fn create_service_account(write: Write<NewServiceAccount>) -> ApiResult {
    let steps = async |change: Change<'_>, body: NewServiceAccount| {
        policy::may_administer(&change.actor)?;
        let mut change = change.admitted().await?;
        let unknown = check_organisation(&change, Some(body.organisation.0)).await?;
        let mut faults: Vec<Fault> = unknown.into_iter().collect();
        let mut scopes = body.scopes;
        let asked = scopes.len();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            faults.push(Fault::too_short(1, Unit::Items).at("/scopes"));
        }
        faults.extend(unless_held(&change, scopes.iter().map(ToString::to_string)));
        if scopes.len() < asked {
            faults.push(Fault::new(FaultCode::Duplicate).at("/scopes"));
        }
        verdict(faults)?;
        let account = Account {
            scopes: scopes.iter().map(ToString::to_string).collect(),
            ..Account::new(
                AccountKind::Service,
                body.organisation.0,
                change.actor.account,
                change.now,
            )
        };
        let key = secret::make_key(account.id)?;
        let identity = Identity {
            account_id: account.id,
            name: body.name.into(),
            email: None,
            secret_hash: Some(hash_key(&key)),
        };
        queries::insert(change.conn(), &account, &identity).await?;
        change.record(Entry::created(&account));
        let account = view(&mut change, account).await?;
        let location = format!("/v1/accounts/{}", account.id);
        change.created(location, &KeyedAccount { account, key })
    };
    write.of_a_secret().run(steps).await.map(unstored)
}

/// Makes another key for a service account.
///
/// Shown this once; the one before stops at once.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account and its key.", body = KeyedAccount)))]
#[post("/v1/service-accounts/{id}/key")]
pub async fn create_service_account_key(write: Write<NoBody>, Path(Id(id)): Path<Id>) -> ApiResult {
    let steps = async |mut change: Change<'_>, _: NoBody| {
        let before = locked(&mut change, id).await?;
        if before.kind != AccountKind::Service {
            return Err(ApiError::not_found());
        }
        policy::may_administer(&change.actor)?;
        let mut change = change.admitted().await?;
        let beyond = unless_held(&change, before.scopes.iter().cloned());
        verdict(inactive(&before).into_iter().chain(beyond).collect())?;
        let key = secret::make_key(before.id)?;
        queries::set_secret(change.conn(), before.id, &hash_key(&key)).await?;
        let account = before.clone();
        let before = Current::without_version(before);
        let account = change.act(before, Action::Updated, None, account).await?;
        let version = account.version;
        let account = view(&mut change, account).await?;
        change.ok_versioned(version, &KeyedAccount { account, key })
    };
    write.of_a_secret().run(steps).await.map(unstored)
}

/// The fault of a service that hands out a scope which it does not hold itself.
fn unless_held(change: &UnitOfWork, scopes: impl Iterator<Item = String>) -> Option<Fault> {
    let held = change.actor.scopes.as_ref()?;
    let beyond: Vec<String> = scopes.filter(|scope| !held.contains(scope)).collect();
    let named = beyond.iter().map(|scope| CodeOf::<Scope>::new(scope));
    let fault = Fault::new(FaultCode::ScopeNotHeld).at("/scopes");
    (!beyond.is_empty()).then(|| fault.with("scopes", named.collect::<Vec<_>>()))
}
