//! The operations on health reports.

use std::collections::BTreeMap;

use actix_web::{get, post};
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{HealthReportView, NewHealthReport};
use super::model::HealthReport;
use super::queries;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::query::NoFilter;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::programmes::{self, Track};
use crate::projects::{Standing, Work, child, may_contribute};
use crate::vocabulary::Health;

/// Lists the health reports of a project.
///
/// Newest first: the first is how it fares, the rest is how it got there.
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
/// By its coordinators, its laureate and its providers. The reports before stay. Once the project has ended,
/// one, within 30 days: of the period that ended with it.
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
            let (known, reported) = try_join(known, queries::is_reported_since_its_end(conn, project)).await?;
            let mut faults = unknown_tracks(&body.tracks.0, &known);
            if reported {
                faults.push(Standing::of(project, None, change.today(context.programme.zone())).has_ended());
            }
            verdict(faults)?;
            Ok(HealthReport {
                id: Uuid::now_v7(),
                project_id: context.project.id,
                overall: body.overall,
                tracks: serde_json::to_value(body.tracks).map_err(anyhow::Error::from)?,
                text: body.text.into(),
                support_needed: body.support_needed.map(Into::into),
                reported_by: change.actor.account,
                reported_on: change.today(context.programme.zone()),
                reported_at: change.now,
            })
        },
    )
    .await
}

/// A fault for each code that the programme does not have.
fn unknown_tracks(said: &BTreeMap<String, Health>, known: &[Track]) -> Vec<Fault> {
    said.keys()
        .filter(|code| known.iter().all(|track| track.code != **code))
        .map(|code| {
            let pointer = code.replace('~', "~0").replace('/', "~1");
            Fault::new(FaultCode::UnknownTrack)
                .at(format!("/tracks/{pointer}"))
                .with("track", code)
        })
        .collect()
}
