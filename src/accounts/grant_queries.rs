//! SQL of grants.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{IntoBoxed, LeftJoin, exists};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{EditedFilter, GrantSort};
use super::policy;
use crate::access::{AccountKind, Actor, Grant, Role};
use crate::database::schema::{accounts, grants, programmes};
use crate::http::query::edited_since;
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, keyset, page_of};

/// A grant and its programme; none for an administrator's.
pub type KnownGrant = (Grant, Option<GrantedOn>);

/// What is told of the programme of a grant.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = programmes, check_for_backend(Pg))]
pub struct GrantedOn {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    /// The zone in which the grant's dates are.
    pub time_zone: String,
}

/// The programme that the caller names: any for an administrator, who knows no other thing of it.
pub async fn find_programme(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    key: Option<&Key>,
) -> QueryResult<Option<GrantedOn>> {
    let query = programmes::table.select(GrantedOn::as_select()).into_boxed();
    let query = match key {
        Some(Key::Id(id)) => query.filter(programmes::id.eq(*id)),
        Some(Key::Code(code)) => query.filter(programmes::code.eq(code)),
        None => return Ok(None),
    };
    let query = match actor.is_administrator() {
        true => query,
        false => query.filter(programmes::id.eq_any(actor.known_programmes())),
    };
    query.first(&mut conn).await.optional()
}

/// Grants with their programmes.
type Rows = IntoBoxed<'static, LeftJoin<grants::table, programmes::table>, Pg>;

/// The grants of an account.
fn of(account: Uuid) -> Rows {
    let grants = grants::table.left_join(programmes::table).into_boxed();
    grants.filter(grants::account_id.eq(account))
}

/// Those that the actor may know of: its own and an administrator all of them, a coordinator those on
/// its programmes.
fn visible(actor: &Actor, account: Uuid) -> Rows {
    match policy::sees_address(actor, account) {
        true => of(account),
        false => of(account).filter(grants::programme_id.eq_any(policy::coordinated(actor))),
    }
}

/// One page of an account's grants, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    account: Uuid,
    filter: &EditedFilter,
    page: &Page,
) -> ApiResult<(Vec<KnownGrant>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(GrantSort::Created)?;
    let those = || edited_since!(visible(actor, account), grants::updated_at, filter.updated_since);
    let query = keyset!(those(), asc grants::created_at, grants::id, after);
    Ok(page_of!(conn, page, query, those(), KnownGrant))
}

/// All grants of an account, oldest first.
pub async fn grants_of(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<KnownGrant>> {
    of(account)
        .order((grants::created_at, grants::id))
        .select(KnownGrant::as_select())
        .load(&mut conn)
        .await
}

/// A grant of an account that the actor may know of.
pub async fn find_visible(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    account: Uuid,
    grant: Uuid,
) -> QueryResult<Option<KnownGrant>> {
    visible(actor, account)
        .filter(grants::id.eq(grant))
        .select(KnownGrant::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// The same to change, locked.
pub async fn lock_visible(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    account: Uuid,
    grant: Uuid,
) -> QueryResult<Option<KnownGrant>> {
    let seen = visible(actor, account).filter(grants::id.eq(grant));
    let row = grants::table
        .filter(grants::id.eq_any(seen.select(grants::id)))
        .select(Grant::as_select())
        .for_update();
    let found = try_join(row.first(&mut conn), find_visible(conn, actor, account, grant)).await;
    Ok(found.optional()?.and_then(|(row, known)| Some((row, known?.1))))
}

/// Whether a person administers the platform on that day and without end, by another grant than this one
/// of the account, or by another account where none is named. Until the end of the transaction nobody
/// ends an administrator's grant, so two cannot do away with each other.
pub async fn another_administers(
    conn: &AsyncPgConnection,
    account: Uuid,
    grant: Option<Uuid>,
    on: NaiveDate,
) -> QueryResult<bool> {
    let held = || {
        grants::table
            .filter(grants::role.eq(Role::Administrator))
            .filter(grants::from_on.is_null().or(grants::from_on.le(on)))
            .filter(grants::until_on.is_null())
    };
    let locked = held().order(grants::id).select(grants::id).for_update();
    let active = held()
        .inner_join(accounts::table)
        .filter(accounts::kind.eq(AccountKind::Person))
        .filter(accounts::deactivated_at.is_null())
        .into_boxed();
    let others = match grant {
        Some(grant) => active.filter(grants::id.ne(grant)),
        None => active.filter(grants::account_id.ne(account)),
    };
    let (mut one, mut two) = (conn, conn);
    let others = diesel::select(exists(others));
    let (_, others) = try_join(locked.load::<Uuid>(&mut one), others.get_result(&mut two)).await?;
    Ok(others)
}
