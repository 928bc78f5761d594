//! The journal of one thing, for people and programs.

use actix_web::get;
use actix_web::web::Path;

use super::dto::{HistoryEntryView, HistoryFilter, HistoryOrder};
use super::queries::{self, Subject};
use super::telling;
use crate::access::Lens;
use crate::accounts::Names;
use crate::database::Connection;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters};
use crate::projects::Scene;
use crate::{milestones, projects};

/// Lists what happened to a project.
///
/// And to all that belongs to it, newest first. A provider is not told of other providers' missions.
#[utoipa::path(tag = "history", params(PageParameters, HistoryFilter),
    responses((status = 200, description = "A page of the history.", body = PageOf<HistoryEntryView>)))]
#[get("/v1/projects/{j}/history")]
pub async fn list_project_history(list: List<HistoryFilter>, project: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let scene = projects::find_visible(&mut conn, &list.read.actor, &Key::parse(&project)).await?;
    answer(list, conn, scene, Subject::Project).await
}

/// Lists what happened to a milestone.
///
/// And to all that belongs to it, newest first.
#[utoipa::path(tag = "history", params(PageParameters, HistoryFilter),
    responses((status = 200, description = "A page of the history.", body = PageOf<HistoryEntryView>)))]
#[get("/v1/milestones/{m}/history")]
pub async fn list_milestone_history(list: List<HistoryFilter>, milestone: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let (milestone, scene) = milestones::find_visible(&mut conn, &list.read.actor, &Key::parse(&milestone)).await?;
    answer(list, conn, scene, Subject::Milestone(milestone.id)).await
}

/// A history holds free texts and accounts: it is not for observers.
async fn answer(list: List<HistoryFilter>, mut conn: Connection, scene: Scene, subject: Subject) -> ApiResult {
    if scene.lens == Lens::Observer {
        return Err(ApiError::forbidden());
    }
    let read = &list.read;
    let (rows, total) = queries::list(&mut conn, &read.actor, &scene, subject, &read.filter, &list.page).await?;
    let (mut rows, next) = list.page.cut(rows, HistoryOrder::Newest);
    if let Some(known) = queries::known_missions(&mut conn, &read.actor, &scene).await? {
        let rows = rows.iter_mut().flat_map(|row| [&mut row.before, &mut row.after]);
        rows.flatten().for_each(|row| telling::hide_missions(row, &known));
    }
    let names = Names::load(&conn, rows.iter().map(|row| row.actor_id)).await?;
    let views = rows
        .into_iter()
        .map(|row| HistoryEntryView::new(row, &names, read.language));
    list.answer_views(views.collect(), next, total)
}
