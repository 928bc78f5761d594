//! SQL of grants.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::GrantSort;
use super::policy;
use crate::access::{AccountKind, Actor, Grant, Role};
use crate::database::schema::{accounts, grants, programmes};
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

/// A programme's id, whoever asks: for administrators, who may name any.
pub async fn find_programme(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Uuid>> {
    let query = programmes::table.select(programmes::id).into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(programmes::id.eq(*id)),
        Key::Code(code) => query.filter(programmes::code.eq(code.clone())),
    };
    query.first(&mut conn).await.optional()
}

/// The grants of an account that the actor may know of: its own and an administrator all of them,
/// a coordinator those on its programmes.
fn visible(actor: &Actor, account: Uuid) -> grants::BoxedQuery<'static, Pg> {
    let query = grants::table.filter(grants::account_id.eq(account)).into_boxed();
    match policy::sees_address(actor, account) {
        true => query,
        false => query.filter(grants::programme_id.eq_any(policy::coordinated(actor))),
    }
}

/// One page of an account's grants, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    account: Uuid,
    page: &Page,
) -> ApiResult<(Vec<KnownGrant>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(GrantSort::Created)?;
    let query = visible(actor, account);
    let (rows, total) = page_of!(
        conn,
        page,
        keyset!(query, asc grants::created_at, grants::id, after),
        visible(actor, account),
        Grant
    );
    Ok((placed(conn, rows).await?, total))
}

/// All grants of an account, oldest first.
pub async fn grants_of(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<KnownGrant>> {
    let rows = grants::table
        .filter(grants::account_id.eq(account))
        .order((grants::created_at, grants::id))
        .select(Grant::as_select())
        .load(&mut conn)
        .await?;
    placed(conn, rows).await
}

/// The grants with their programmes.
pub async fn placed(mut conn: &AsyncPgConnection, rows: Vec<Grant>) -> QueryResult<Vec<KnownGrant>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.programme_id).collect();
    let programmes: Vec<GrantedOn> = programmes::table
        .filter(programmes::id.eq_any(ids))
        .select(GrantedOn::as_select())
        .load(&mut conn)
        .await?;
    let known = rows.into_iter().map(|grant| {
        let programme = programmes
            .iter()
            .find(|programme| Some(programme.id) == grant.programme_id);
        let programme = programme.cloned();
        (grant, programme)
    });
    Ok(known.collect())
}

/// A grant of an account that the actor may know of.
pub async fn find_visible(
    mut conn: &AsyncPgConnection,
    actor: &Actor,
    account: Uuid,
    grant: Uuid,
) -> QueryResult<Option<Grant>> {
    visible(actor, account)
        .filter(grants::id.eq(grant))
        .select(Grant::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// A grant to change, locked.
pub async fn find_for_update(mut conn: &AsyncPgConnection, grant: Uuid) -> QueryResult<Grant> {
    grants::table
        .find(grant)
        .select(Grant::as_select())
        .for_update()
        .first(&mut conn)
        .await
}

/// Whether a person administers the platform on that day and without end, by another grant than this one
/// of the account, or by another account where none is named. Until the end of the transaction nobody
/// ends an administrator's grant, so two cannot do away with each other.
pub async fn another_administers(
    mut conn: &AsyncPgConnection,
    account: Uuid,
    grant: Option<Uuid>,
    on: NaiveDate,
) -> QueryResult<bool> {
    let held: Vec<(Uuid, Uuid)> = grants::table
        .filter(grants::role.eq(Role::Administrator))
        .filter(grants::from_on.is_null().or(grants::from_on.le(on)))
        .filter(grants::until_on.is_null())
        .order(grants::id)
        .select((grants::id, grants::account_id))
        .for_update()
        .load(&mut conn)
        .await?;
    let stays = |(id, holder): &(Uuid, Uuid)| match grant {
        Some(grant) => *id != grant,
        None => *holder != account,
    };
    let others = held.into_iter().filter(stays).map(|(_, holder)| holder);
    let active = accounts::table
        .filter(accounts::id.eq_any(others.collect::<Vec<_>>()))
        .filter(accounts::kind.eq(AccountKind::Person))
        .filter(accounts::deactivated_at.is_null());
    diesel::select(exists(active)).get_result(&mut conn).await
}
