//! SQL of accounts.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::details::KnownAccount;
use super::dto::{AccountFilter, AccountSort};
use super::model::{Account, Identity};
use super::policy;
use crate::access::{AccountKind, Actor};
use crate::database::Prepared;
use crate::database::schema::{
    accounts, grants, identities, missions, organisations, programme_bodies, programme_tracks, projects,
};
use crate::http::query::{any_of, edited_since};
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::journal::Record;
use crate::organisations::OrganisationKind;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Postgres' `lower`: what the unique index on addresses is made with.
    fn lower(
        text: diesel::sql_types::Nullable<diesel::sql_types::Text>,
    ) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}

type Rows = accounts::BoxedQuery<'static, Pg>;

/// The accounts the actor may know of: an administrator all; a coordinator those of its programmes'
/// organisations and those that hold a grant there; everyone its own.
fn visible(actor: &Actor) -> Rows {
    let query = accounts::table
        .filter(accounts::kind.ne(AccountKind::System))
        .into_boxed();
    if actor.is_administrator() {
        return query;
    }
    let coordinated = policy::coordinated(actor);
    let body = programme_bodies::table
        .filter(programme_bodies::programme_id.eq_any(coordinated.clone()))
        .filter(
            programme_bodies::organisation_id
                .nullable()
                .eq(accounts::organisation_id),
        );
    let authority = programme_tracks::table
        .filter(programme_tracks::programme_id.eq_any(coordinated.clone()))
        .filter(programme_tracks::authority_id.nullable().eq(accounts::organisation_id));
    let laureate = projects::table
        .filter(projects::programme_id.eq_any(coordinated.clone()))
        .filter(projects::organisation_id.nullable().eq(accounts::organisation_id));
    let provider = missions::table
        .inner_join(projects::table)
        .filter(projects::programme_id.eq_any(coordinated.clone()))
        .filter(missions::provider_id.nullable().eq(accounts::organisation_id));
    let granted = grants::table
        .filter(grants::programme_id.eq_any(coordinated))
        .filter(grants::account_id.eq(accounts::id));
    query.filter(
        accounts::id
            .eq(actor.account)
            .or(exists(body))
            .or(exists(authority))
            .or(exists(laureate))
            .or(exists(provider))
            .or(exists(granted)),
    )
}

fn filtered(actor: &Actor, filter: &AccountFilter) -> Rows {
    let query = any_of!(visible(actor), accounts::organisation_id, filter.organisation, |id| id
        .0);
    let query = any_of!(query, accounts::kind, filter.kind, |kind| *kind);
    let query = edited_since!(query, accounts::updated_at, filter.updated_since);
    match filter.active.map(|active| active.0) {
        Some(true) => query.filter(accounts::deactivated_at.is_null()),
        Some(false) => query.filter(accounts::deactivated_at.is_not_null()),
        None => query,
    }
}

/// One page of the accounts the actor may know of, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    filter: &AccountFilter,
    page: &Page,
) -> ApiResult<(Vec<KnownAccount>, Option<i64>)> {
    let sort = filter.sort.unwrap_or(AccountSort::Created);
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(sort)?;
    let query = filtered(actor, filter);
    let query = match sort {
        AccountSort::Created => keyset!(query, asc accounts::created_at, accounts::id, after),
        AccountSort::CreatedDescending => keyset!(query, desc accounts::created_at, accounts::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(actor, filter), KnownAccount))
}

/// An account with the names around it, if the actor may know of it.
pub async fn find_visible(mut conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<KnownAccount>> {
    visible(actor)
        .filter(accounts::id.eq(id))
        .select(KnownAccount::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// An account to change, locked, if the actor may know of it.
pub async fn lock_visible(mut conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Account>> {
    let seen = visible(actor).filter(accounts::id.eq(id)).select(accounts::id);
    accounts::table
        .filter(accounts::id.eq_any(seen))
        .select(Account::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()
}

/// An account to change, locked.
pub async fn find_for_update(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Account> {
    accounts::table
        .find(id)
        .select(Account::as_select())
        .for_update()
        .first(&mut conn)
        .await
}

/// Who an account is, unless it was erased.
pub async fn identity(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Option<Identity>> {
    identities::table
        .find(account)
        .select(Identity::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// Adds an account, and who it is.
pub async fn insert(mut conn: &AsyncPgConnection, account: &Account, identity: &Identity) -> QueryResult<()> {
    let named = diesel::insert_into(identities::table).values(identity);
    try_join(account.insert(conn), named.execute(&mut conn)).await.map(drop)
}

/// Replaces who an account is.
pub async fn update_identity(mut conn: &AsyncPgConnection, identity: &Identity) -> QueryResult<()> {
    Prepared(diesel::update(identities::table.find(identity.account_id)).set(identity))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Replaces an account's password or key.
pub async fn set_secret(mut conn: &AsyncPgConnection, account: Uuid, hash: &str) -> QueryResult<()> {
    Prepared(diesel::update(identities::table.find(account)).set(identities::secret_hash.eq(hash)))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Replaces a password by its owner's next, unless it was replaced meanwhile; whether it was so.
pub async fn change_secret(mut conn: &AsyncPgConnection, account: Uuid, from: &str, to: &str) -> QueryResult<bool> {
    let own = identities::table.find(account).filter(identities::secret_hash.eq(from));
    let change = Prepared(diesel::update(own).set(identities::secret_hash.eq(to)));
    Ok(change.execute(&mut conn).await? == 1)
}

/// Whether an organisation exists.
pub async fn organisation_exists(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    diesel::select(exists(organisations::table.find(id)))
        .get_result(&mut conn)
        .await
}

/// The account that has an e-mail address, whatever its case.
pub async fn holder_of(mut conn: &AsyncPgConnection, email: &str) -> QueryResult<Option<Uuid>> {
    identities::table
        .filter(lower(identities::email).eq(lower(email)))
        .select(identities::account_id)
        .first(&mut conn)
        .await
        .optional()
}

/// What kind of organisation it is.
pub async fn organisation_kind(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Option<OrganisationKind>> {
    organisations::table
        .find(id)
        .select(organisations::kind)
        .first(&mut conn)
        .await
        .optional()
}
