//! SQL of health reports.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::HealthOrder;
use super::model::HealthReport;
use crate::database::schema::health_reports;
use crate::http::{ApiResult, Page, keyset, page_of};

/// One page of a project's reports, newest first, and their number if it is asked for.
pub async fn list(
    conn: &mut AsyncPgConnection,
    project: Uuid,
    page: &Page,
) -> ApiResult<(Vec<HealthReport>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(HealthOrder::Newest)?;
    let of_project = || health_reports::table.filter(health_reports::project_id.eq(project));
    let query = of_project().into_boxed();
    let query = keyset!(query, desc health_reports::reported_at, health_reports::id, after);
    Ok(page_of!(conn, page, query, of_project(), HealthReport))
}

/// A report of a project.
pub async fn find(conn: &mut AsyncPgConnection, project: Uuid, id: Uuid) -> QueryResult<Option<HealthReport>> {
    health_reports::table
        .find(id)
        .filter(health_reports::project_id.eq(project))
        .select(HealthReport::as_select())
        .first(conn)
        .await
        .optional()
}

/// Records a report.
pub async fn insert(conn: &mut AsyncPgConnection, row: &HealthReport) -> QueryResult<()> {
    diesel::insert_into(health_reports::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}
