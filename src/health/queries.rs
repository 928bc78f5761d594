//! SQL of health reports.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::HealthOrder;
use super::model::HealthReport;
use crate::database::schema::{health_reports, identities};
use crate::http::{ApiResult, Page, keyset};

/// A report and its reporter's name.
pub type Reported = (HealthReport, Option<String>);

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
    let rows = query
        .limit(page.rows())
        .select(HealthReport::as_select())
        .load(conn)
        .await?;
    let total = match page.count {
        true => Some(of_project().count().get_result(conn).await?),
        false => None,
    };
    Ok((rows, total))
}

/// Reports with their reporters' names.
pub async fn tell(conn: &mut AsyncPgConnection, rows: Vec<HealthReport>) -> QueryResult<Vec<Reported>> {
    let reporters: Vec<Uuid> = rows.iter().map(|row| row.reported_by).collect();
    let names: Vec<(Uuid, String)> = identities::table
        .filter(identities::account_id.eq_any(reporters))
        .select((identities::account_id, identities::name))
        .load(conn)
        .await?;
    let name = |id| {
        names
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name.clone())
    };
    let told = rows.into_iter().map(|row| {
        let reporter = name(row.reported_by);
        (row, reporter)
    });
    Ok(told.collect())
}

/// Records a report.
pub async fn insert(conn: &mut AsyncPgConnection, row: &HealthReport) -> QueryResult<()> {
    diesel::insert_into(health_reports::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}
