//! A health report: a status report of one line; of a longer one, what it says of the project's health.

use std::ops::Deref;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use serde::{Serialize, Serializer};
use serde_json::json;
use uuid::Uuid;

use super::dto::{HealthOrder, HealthReportView, NewHealthReport};
use crate::access::Actor;
use crate::accompaniment::status_reports::{
    ProjectHealth, ReportState, StatusReport, StatusReportContent, has_final_report, last_reported, unknown_tracks,
};
use crate::database::schema::status_reports;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::query::NoFilter;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Entity, Journaled, Place, Record};
use crate::programmes;
use crate::projects::child::{Asked, Child, Creatable, Origin, Viewer, child_rows, creatable, made};
use crate::projects::{ProjectContext, Work, may_contribute};
use crate::reference::Names;

/// How a project fared, in a published report.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = status_reports, check_for_backend(Pg))]
pub struct HealthReport {
    #[diesel(embed)]
    report: StatusReport,
}

impl Creatable for HealthReport {
    creatable!(NewHealthReport, as Work::Report, by may_contribute);

    /// Of today: published as it is made.
    async fn made_of(body: NewHealthReport, change: &mut Admitted<'_>, context: &ProjectContext) -> ApiResult<Self> {
        let (project, conn) = (&context.project, change.conn());
        let known = programmes::tracks(conn, context.programme.id);
        let reported = try_join(has_final_report(conn, project, None), last_reported(conn, project));
        let (known, (reported, last)) = try_join(known, reported).await?;
        let today = change.today(context.programme.zone());
        let mut faults = unknown_tracks(&body.tracks.0, &known, "/tracks");
        faults.extend(reported.then(|| Fault::new(FaultCode::FinalReportPublished)));
        verdict(faults)?;
        let origin = Origin::of(change, context);
        // Of a project that has ended it tells how it ended, after whatever was told before.
        let told = project
            .ended_on
            .map_or(today, |end| end.max(last.unwrap_or(end)).min(today));
        let report = made!(StatusReport from origin {
            from_on: told,
            until_on: told.succ_opt().unwrap_or(told),
            health: ProjectHealth { overall: body.overall, tracks: body.tracks },
            done: None,
            next: None,
            text: Some(body.text.into()),
            content: StatusReportContent { decisions_asked: None, support_needed: body.support_needed },
            rectifies_id: None,
            organisation_id: origin.organisation,
            endorsed_by: None,
            published_on: Some(today),
            published_at: Some(origin.at),
            published_by: Some(origin.by),
            state: ReportState::Published,
        });
        Ok(Self { report })
    }
}

impl HealthReport {
    /// Its words: its line, or what was done.
    pub fn into_text(self) -> String {
        self.report.text.or(self.report.done).unwrap_or_default()
    }
}

impl Deref for HealthReport {
    type Target = StatusReport;

    fn deref(&self) -> &StatusReport {
        &self.report
    }
}

/// What the journal keeps of it is what it ever kept of a health report.
impl Serialize for HealthReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let said = json!({
            "id": self.id,
            "project_id": self.project_id,
            "overall": self.health.overall,
            "tracks": self.health.tracks,
            "text": self.text,
            "support_needed": self.content.support_needed,
            "reported_by": self.created_by,
            "reported_on": self.published_on,
            "reported_at": self.published_at,
        });
        said.serialize(serializer)
    }
}

impl Journaled for HealthReport {
    const ENTITY: Entity = Entity::HealthReport;

    fn id(&self) -> Uuid {
        self.report.id
    }

    fn place(&self) -> Place {
        self.report.place()
    }
}

impl Record for HealthReport {
    async fn insert(&self, conn: &AsyncPgConnection) -> QueryResult<()> {
        self.report.insert(conn).await
    }
}

impl Child for HealthReport {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "health";
    type Filter = NoFilter;
    type View = HealthReportView;
    child_rows!(status_reports of project_id, those published,
        sorted as HealthOrder { Newest((NaiveDate, DateTime<Utc>)): desc until_on then published_at },
        named by created_by);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> HealthReportView {
        HealthReportView::new(self, context, names)
    }

    fn is_shown(&self, _: &Actor, _: &ProjectContext) -> bool {
        self.state == ReportState::Published
    }
}

type Rows = status_reports::BoxedQuery<'static, Pg>;

/// Those that are published and were not said right by another.
fn published(rows: Rows, _: Asked<'_, HealthReport>) -> Rows {
    let rectification = rectifications
        .filter(
            rectifications
                .field(status_reports::rectifies_id)
                .eq(status_reports::id.nullable()),
        )
        .filter(rectifications.field(status_reports::published_at).is_not_null());
    rows.filter(status_reports::published_at.is_not_null())
        .filter(not(exists(rectification)))
}

diesel::alias!(status_reports as rectifications: Rectifications);
