//! SQL of extensions.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{ExtensionFilter, ExtensionSort};
use crate::database::schema::extensions;
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::suspensions::Extension;

/// One extension of a project.
pub async fn find(conn: &mut AsyncPgConnection, project: Uuid, id: Uuid) -> QueryResult<Option<Extension>> {
    extensions::table
        .find(id)
        .filter(extensions::project_id.eq(project))
        .select(Extension::as_select())
        .first(conn)
        .await
        .optional()
}

fn filtered(project: Uuid, filter: &ExtensionFilter) -> extensions::BoxedQuery<'static, Pg> {
    let query = extensions::table
        .filter(extensions::project_id.eq(project))
        .into_boxed();
    match filter.cancelled.map(|flag| flag.0) {
        None => query,
        Some(true) => query.filter(extensions::cancelled_at.is_not_null()),
        Some(false) => query.filter(extensions::cancelled_at.is_null()),
    }
}

/// One page of a project's extensions, and their number if it is asked for.
pub async fn list(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    filter: &ExtensionFilter,
    sort: ExtensionSort,
    page: &Page,
) -> ApiResult<(Vec<Extension>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(sort)?;
    let query = filtered(project, filter);
    let query = match sort {
        ExtensionSort::Newest => keyset!(query, desc extensions::created_at, extensions::id, after),
        ExtensionSort::Oldest => keyset!(query, asc extensions::created_at, extensions::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(project, filter), Extension))
}

/// Adds an extension.
pub async fn insert(conn: &mut AsyncPgConnection, row: &Extension) -> QueryResult<()> {
    diesel::insert_into(extensions::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Replaces an extension's row.
pub async fn update(conn: &mut AsyncPgConnection, row: &Extension) -> QueryResult<()> {
    diesel::update(extensions::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}
