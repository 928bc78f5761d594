//! How health reports are found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::dto::{HealthOrder, HealthReportView};
use super::model::HealthReport;
use crate::database::schema::health_reports;
use crate::http::query::NoFilter;
use crate::http::{ApiResult, Page, Rows, keyset, page_of};
use crate::projects::ProjectContext;
use crate::projects::child::{Child, child_rows};
use crate::reference::Names;

impl Child for HealthReport {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "health";
    type Filter = NoFilter;
    type View = HealthReportView;
    child_rows!(health_reports of project_id, named by reported_by);

    async fn list(conn: &AsyncPgConnection, project: Uuid, _: &NoFilter, page: &Page) -> ApiResult<Rows<Self>> {
        let after: Option<(DateTime<Utc>, Uuid)> = page.after(HealthOrder::Newest)?;
        let of_project = || health_reports::table.filter(health_reports::project_id.eq(project));
        let query = of_project().into_boxed();
        let query = keyset!(query, desc health_reports::reported_at, health_reports::id, after);
        Ok(page.of(page_of!(conn, page, query, of_project(), Self), HealthOrder::Newest))
    }

    fn view(self, context: &ProjectContext, names: &Names) -> HealthReportView {
        HealthReportView::new(self, context, names)
    }
}
