//! SQL of suspensions.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{SuspensionFilter, SuspensionSort};
use super::model::Suspension;
use crate::database::schema::{identities, suspensions};
use crate::http::{ApiResult, Page, keyset};

/// A row, and the names of who recorded and who edited it, unless erased.
#[derive(Debug)]
pub struct Recorded<R> {
    /// The row.
    pub row: R,
    /// Who recorded it.
    pub creator: Option<String>,
    /// Who edited it last.
    pub editor: Option<String>,
}

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
    let rows = query
        .limit(page.rows())
        .select(Suspension::as_select())
        .load(conn)
        .await?;
    let total = match page.count {
        true => Some(filtered(project, filter).count().get_result(conn).await?),
        false => None,
    };
    Ok((rows, total))
}

/// Rows with the names of their accounts; `accounts` gives of each who recorded and who edited it.
pub async fn recorded<R>(
    conn: &mut AsyncPgConnection,
    rows: Vec<R>,
    accounts: impl Fn(&R) -> (Uuid, Uuid),
) -> QueryResult<Vec<Recorded<R>>> {
    let asked: Vec<Uuid> = rows
        .iter()
        .map(&accounts)
        .flat_map(|(creator, editor)| [creator, editor])
        .collect();
    let names: Vec<(Uuid, String)> = identities::table
        .filter(identities::account_id.eq_any(asked))
        .select((identities::account_id, identities::name))
        .load(conn)
        .await?;
    let names: HashMap<Uuid, String> = names.into_iter().collect();
    let named = rows.into_iter().map(|row| {
        let (creator, editor) = accounts(&row);
        Recorded {
            row,
            creator: names.get(&creator).cloned(),
            editor: names.get(&editor).cloned(),
        }
    });
    Ok(named.collect())
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
