//! The operations on health reports.

use actix_web::{get, post};
use futures_util::future::try_join;

use super::dto::{HealthReportView, NewHealthReport};
use super::model::HealthReport;
use crate::accompaniment::status_reports::{is_reported_since_its_end, unknown_tracks};
use crate::fault::verdict;
use crate::http::query::NoFilter;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::programmes;
use crate::projects::{Standing, Work, child, may_contribute};

/// Lists the health reports of a project.
///
/// Published status reports too. The latest period first, then the latest publication: the first is how it fares, the rest
/// is how it got there.
#[utoipa::path(tag = "health", params(PageParameters),
    responses((status = 200, description = "A page of health reports.", body = PageOf<HealthReportView>)))]
#[get("/v1/projects/{project}/health")]
pub async fn list_health_reports(list: List<NoFilter>, project: Path<Key>) -> ApiResult {
    child::list::<HealthReport>(list, project).await
}

/// Shows a health report.
///
/// To an observer, without words and accounts.
#[utoipa::path(tag = "health", responses((status = 200, description = "The report.", body = HealthReportView)))]
#[get("/v1/projects/{project}/health/{id}")]
pub async fn get_health_report(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<HealthReport>(read, path).await
}

/// Reports how a project fares.
///
/// In one line, by its coordinators, its laureate and its providers: a status report that is published at once. The reports
/// before stay. Once the project has ended, one, within 30 days: of the period that ended with it.
#[utoipa::path(tag = "health", request_body = NewHealthReport,
    responses((status = 201, description = "The new report.", body = HealthReportView)))]
#[post("/v1/projects/{project}/health")]
pub async fn create_health_report(write: Write<NewHealthReport>, project: Path<Key>) -> ApiResult {
    child::create_with(
        write,
        project,
        Work::Report,
        may_contribute,
        async |change, context, body| {
            let (project, conn) = (&context.project, change.conn());
            let known = programmes::tracks(conn, context.programme.id);
            let (known, reported) = try_join(known, is_reported_since_its_end(conn, project)).await?;
            let mut faults = unknown_tracks(&body.tracks.0, &known, "/tracks");
            let today = change.today(context.programme.zone());
            if reported {
                faults.push(Standing::of(project, None, today).has_ended());
            }
            verdict(faults)?;
            Ok(HealthReport::of_today(body, child::Origin::of(change, context), today))
        },
    )
    .await
}
