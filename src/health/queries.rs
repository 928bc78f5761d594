//! How health reports are found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::dto::{HealthOrder, HealthReportView};
use super::model::HealthReport;
use crate::database::schema::{health_reports, journal};
use crate::http::query::NoFilter;
use crate::journal::{Action, Entity};
use crate::projects::child::{Child, child_rows};
use crate::projects::{Project, ProjectContext};
use crate::reference::Names;

/// Whether a project that has ended was reported on since then.
pub async fn is_reported_since_its_end(mut conn: &AsyncPgConnection, project: &Project) -> QueryResult<bool> {
    if project.ended_on.is_none() {
        return Ok(false);
    }
    let ends = journal::table
        .filter(journal::entity.eq(Entity::Project))
        .filter(journal::entity_id.eq(project.id))
        .filter(journal::action.eq_any([Action::Completed, Action::Withdrawn]));
    let end: Option<i64> = ends.select(max(journal::seq)).first(&mut conn).await?;
    let reports = health_reports::table
        .inner_join(journal::table.on(journal::entity_id.eq(health_reports::id)))
        .filter(health_reports::project_id.eq(project.id))
        .filter(journal::entity.eq(Entity::HealthReport))
        .filter(journal::seq.gt(end.unwrap_or_default()));
    diesel::select(exists(reports)).get_result(&mut conn).await
}

impl Child for HealthReport {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "health";
    type Filter = NoFilter;
    type View = HealthReportView;
    child_rows!(health_reports of project_id,
        sorted as HealthOrder { Newest(DateTime<Utc>): desc reported_at },
        named by reported_by);

    fn view(self, context: &ProjectContext, names: &Names, _: NaiveDate) -> HealthReportView {
        HealthReportView::new(self, context, names)
    }
}
