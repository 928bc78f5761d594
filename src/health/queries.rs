//! How health reports are found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{HealthOrder, HealthReportView};
use super::model::HealthReport;
use crate::database::schema::health_reports;
use crate::http::query::NoFilter;
use crate::http::{ApiResult, Page, Rows, keyset, page_of};
use crate::projects::ProjectContext;
use crate::projects::child::{Child, find_child};
use crate::reference::Names;

impl Child for HealthReport {
    const COLLECTION: &'static str = "health";
    type Filter = NoFilter;
    type View = HealthReportView;
    find_child!(health_reports);

    async fn list(conn: &AsyncPgConnection, project: Uuid, _: &NoFilter, page: &Page) -> ApiResult<Rows<Self>> {
        let after: Option<(DateTime<Utc>, Uuid)> = page.after(HealthOrder::Newest)?;
        let of_project = || health_reports::table.filter(health_reports::project_id.eq(project));
        let query = of_project().into_boxed();
        let query = keyset!(query, desc health_reports::reported_at, health_reports::id, after);
        Ok(page.of(page_of!(conn, page, query, of_project(), Self), HealthOrder::Newest))
    }

    async fn views(
        conn: &AsyncPgConnection,
        context: &ProjectContext,
        rows: Vec<Self>,
    ) -> QueryResult<Vec<HealthReportView>> {
        let names = Names::load(conn, rows.iter().map(|row| row.reported_by)).await?;
        let views = rows.into_iter().map(|row| HealthReportView::new(row, context, &names));
        Ok(views.collect())
    }

    fn version(_: &HealthReportView) -> Option<i32> {
        None
    }
}
