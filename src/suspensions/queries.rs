//! SQL of suspensions.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{SuspensionFilter, SuspensionSort};
use super::model::Suspension;
use crate::database::schema::suspensions;
use crate::http::{ApiResult, Page, keyset, page_of};

/// The suspensions of a project that count, by date.
pub async fn in_force(conn: &mut AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Suspension>> {
    suspensions::table
        .filter(suspensions::project_id.eq(project))
        .filter(suspensions::cancelled_at.is_null())
        .order(suspensions::from_on)
        .select(Suspension::as_select())
        .load(conn)
        .await
}

/// One suspension of a project.
pub async fn find(conn: &mut AsyncPgConnection, project: Uuid, id: Uuid) -> QueryResult<Option<Suspension>> {
    suspensions::table
        .find(id)
        .filter(suspensions::project_id.eq(project))
        .select(Suspension::as_select())
        .first(conn)
        .await
        .optional()
}

fn filtered(project: Uuid, filter: &SuspensionFilter) -> suspensions::BoxedQuery<'static, Pg> {
    let query = suspensions::table
        .filter(suspensions::project_id.eq(project))
        .into_boxed();
    match filter.cancelled.map(|flag| flag.0) {
        None => query,
        Some(true) => query.filter(suspensions::cancelled_at.is_not_null()),
        Some(false) => query.filter(suspensions::cancelled_at.is_null()),
    }
}

/// One page of a project's suspensions, and their number if it is asked for.
pub async fn list(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    filter: &SuspensionFilter,
    sort: SuspensionSort,
    page: &Page,
) -> ApiResult<(Vec<Suspension>, Option<i64>)> {
    let after: Option<(NaiveDate, Uuid)> = page.after(sort)?;
    let query = filtered(project, filter);
    let query = match sort {
        SuspensionSort::From => keyset!(query, asc suspensions::from_on, suspensions::id, after),
        SuspensionSort::FromDescending => keyset!(query, desc suspensions::from_on, suspensions::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(project, filter), Suspension))
}

/// Adds a suspension.
pub async fn insert(conn: &mut AsyncPgConnection, row: &Suspension) -> QueryResult<()> {
    diesel::insert_into(suspensions::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Replaces a suspension's row.
pub async fn update(conn: &mut AsyncPgConnection, row: &Suspension) -> QueryResult<()> {
    diesel::update(suspensions::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}
