//! The operations on health reports.

use std::collections::BTreeMap;

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{HealthOrder, HealthReportView, NewHealthReport};
use super::model::HealthReport;
use super::{policy, queries};
use crate::accounts::Names;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{Answer, ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::journal::Entry;
use crate::programmes::{self, Track};
use crate::projects;
use crate::vocabulary::Health;

/// Lists the health reports of a project.
///
/// Newest first: the first is how it fares, the rest is how it got there.
#[utoipa::path(tag = "health", params(PageParameters),
    responses((status = 200, description = "A page of health reports.", body = PageOf<HealthReportView>)))]
#[get("/v1/projects/{project}/health")]
pub async fn list_health_reports(list: List, Path(project): Path<Key>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let context = projects::find_visible(&mut conn, &list.read.actor, &project).await?;
    let (rows, total) = queries::list(&mut conn, context.project.id, &list.page).await?;
    let (rows, next) = list.page.cut(rows, HealthOrder::Newest);
    let names = Names::load(&conn, rows.iter().map(|row| row.reported_by)).await?;
    let views = rows.into_iter().map(|row| HealthReportView::new(row, &context, &names));
    list.answer_views(views.collect(), next, total)
}

/// Shows a health report.
///
/// To an observer, without words and accounts.
#[utoipa::path(tag = "health", responses((status = 200, description = "The report.", body = HealthReportView)))]
#[get("/v1/projects/{project}/health/{id}")]
pub async fn get_health_report(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    let mut conn = read.connection().await?;
    let context = projects::find_visible(&mut conn, &read.actor, &project).await?;
    let row = queries::find(&mut conn, context.project.id, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let names = Names::load(&conn, [row.reported_by]).await?;
    read.ok(&HealthReportView::new(row, &context, &names))
}

/// Reports how a project fares.
///
/// By its coordinators, its laureate and its providers. The reports before stay.
#[utoipa::path(tag = "health", request_body = NewHealthReport,
    responses((status = 201, description = "The new report.", body = HealthReportView)))]
#[post("/v1/projects/{project}/health")]
pub async fn create_health_report(write: Write<NewHealthReport>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let context = projects::find_visible(change.conn(), &actor, &project).await?;
            let today = change.today(context.programme.zone());
            policy::may_report(&actor, &context, today)?;
            change.replay()?;
            projects::lock(change, context.project.id).await?;
            let known = programmes::tracks(change.conn(), context.programme.id).await?;
            verdict(unknown_tracks(&body.tracks.0, &known))?;
            let row = HealthReport {
                id: Uuid::now_v7(),
                project_id: context.project.id,
                overall: body.overall,
                tracks: serde_json::to_value(body.tracks).map_err(anyhow::Error::from)?,
                text: body.text.into(),
                support_needed: body.support_needed.map(Into::into),
                reported_by: actor.account,
                reported_on: today,
                reported_at: change.now,
            };
            queries::insert(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            let location = format!("/v1/projects/{}/health/{}", context.project.id, row.id);
            let names = Names::load(change.conn(), [actor.account]).await?;
            let view = HealthReportView::new(row, &context, &names);
            Answer::created_immutable(location, &view)
        })
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
