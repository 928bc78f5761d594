//! The journal of one thing, for people and programs.

use actix_web::get;
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{HistoryEntryView, HistoryFilter, HistoryOrder, JournalRow};
use super::queries::{self, Subject};
use super::telling;
use crate::access::Visibility;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Snapshot};
use crate::projects::ProjectContext;
use crate::{milestones, projects};

/// Lists what happened to a project.
///
/// And to all that belongs to it, newest first. A provider is not told of other providers' missions.
#[utoipa::path(tag = "history", params(PageParameters, HistoryFilter),
    responses((status = 200, description = "A page of the history.", body = PageOf<HistoryEntryView>)))]
#[get("/v1/projects/{project}/history")]
pub async fn list_project_history(list: List<HistoryFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let context = projects::read_visible(&conn, &list.read.actor, &project).await?;
    answer(list, conn, context, Subject::Project).await
}

/// Lists what happened to a milestone.
///
/// And to all that belongs to it, newest first.
#[utoipa::path(tag = "history", params(PageParameters, HistoryFilter),
    responses((status = 200, description = "A page of the history.", body = PageOf<HistoryEntryView>)))]
#[get("/v1/milestones/{milestone}/history")]
pub async fn list_milestone_history(list: List<HistoryFilter>, Path(milestone): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (milestone, context) = milestones::read_visible(&conn, &list.read.actor, &milestone).await?;
    answer(list, conn, context, Subject::Milestone(milestone.id)).await
}

/// A history holds free texts and accounts: it is not for observers.
async fn answer(list: List<HistoryFilter>, conn: Snapshot, context: ProjectContext, subject: Subject) -> ApiResult {
    if context.visibility == Visibility::Observer {
        return Err(ApiError::forbidden());
    }
    let read = &list.read;
    let known = async { Ok(queries::known_missions(&conn, &read.actor, &context).await?) };
    let seen = || queries::seen(&read.actor, &context, subject);
    let rows = queries::list(&conn, seen, &read.filter, &list.page);
    let ((mut rows, total), known) = try_join(rows, known).await?;
    let sees = |project| read.actor.visibility(context.programme.id, project).is_some();
    let told = rows.iter_mut().flat_map(|row| [&mut row.before, &mut row.after]);
    told.flatten().for_each(|row| telling::hide_replaced(row, sees));
    if let Some(known) = known {
        let rows = rows.iter_mut().flat_map(|row| [&mut row.before, &mut row.after]);
        rows.flatten().for_each(|row| telling::hide_missions(row, &known));
    }
    page(&list, rows, total)
}

/// Lists what happened to an application, to whoever may read all of that.
pub async fn of_application(list: List<HistoryFilter>, conn: Snapshot, id: Uuid) -> ApiResult {
    let rows = || queries::of_application(id);
    let (rows, total) = queries::list(&conn, rows, &list.read.filter, &list.page).await?;
    page(&list, rows, total)
}

fn page(list: &List<HistoryFilter>, rows: Vec<JournalRow>, total: Option<i64>) -> ApiResult {
    list.answer(rows, HistoryOrder::Newest, total, |row| {
        HistoryEntryView::new(row, list.read.language)
    })
}
