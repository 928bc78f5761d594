//! The operations on progress entries, less the batch.

use actix_web::{get, post};

use super::dto::{NewProgressEntry, ProgressEntryView, ProgressFilter, ProgressOrder};
use super::log::{EntryRequest, Logged, log};
use super::{policy, queries, views};
use crate::http::lines::key_digest;
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, Answer, ApiError, ApiResult, Done, List, PageOf, PageParameters, Path, Read, Write};
use crate::projects;

/// Lists the progress entries of a project.
///
/// Newest work first. An entry that was corrected says by which one, and counts no more.
#[utoipa::path(tag = "progress", params(PageParameters, ProgressFilter),
    responses((status = 200, description = "A page of progress entries.", body = PageOf<ProgressEntryView>)))]
#[get("/v1/projects/{project}/progress-entries")]
pub async fn list_progress_entries(list: List<ProgressFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let context = projects::read_visible(&conn, &list.read.actor, &project).await?;
    policy::may_read(&context)?;
    let (rows, total) = queries::list(&conn, context.project.id, &list.read.filter, &list.page).await?;
    list.answer(rows, ProgressOrder::Newest, total, |row| {
        row.view(&list.read.actor, &context)
    })
}

/// Shows a progress entry.
///
/// To whoever sees its project, observers aside.
#[utoipa::path(tag = "progress", responses((status = 200, description = "The entry.", body = ProgressEntryView)))]
#[get("/v1/progress-entries/{id}")]
pub async fn get_progress_entry(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let found = queries::find_with_project(&conn, &read.actor, id).await?;
    let (row, context) = found.ok_or_else(ApiError::not_found)?;
    policy::may_read(&context)?;
    read.ok(&row.view(&read.actor, &context))
}

/// Logs progress.
///
/// Never changed afterwards: a correction is a new entry that names the one it `corrects`. The
/// `Idempotency-Key` counts within the account and the project, is shared with the lines of
/// batches, and is kept for ever.
#[utoipa::path(tag = "progress", request_body = NewProgressEntry,
    responses((status = 201, description = "The new entry.", body = ProgressEntryView)))]
#[post("/v1/projects/{project}/progress-entries")]
pub async fn create_progress_entry(mut write: Write<NewProgressEntry>, Path(project): Path<Key>) -> ApiResult {
    let key = write.take_key().as_deref().map(key_digest);
    write
        .run(async |change, entry| {
            // The key was taken out: what it recorded before, `log` looks for itself.
            let mut change = change.admitted().await?;
            let mut logged = log(&mut change, vec![EntryRequest { project, key, entry }]).await?;
            answer(&mut change, logged.pop().ok_or_else(ApiError::not_found)??).await
        })
        .await
}

/// The answer to an entry: for a replay the one that was given at first, when nothing could have
/// corrected it yet.
async fn answer(change: &mut Admitted<'_>, logged: Logged) -> ApiResult<Done> {
    let Logged { context, row, replayed } = logged;
    let location = format!("/v1/progress-entries/{}", row.id);
    let mut view = views::load_one(change.conn(), row).await?.view(&change.actor, &context);
    (view.corrected_by, view.reversed_by) = (None, None);
    let answer = Answer::created_immutable(location, &view)?;
    Ok(change.answer(if replayed { answer.replayed() } else { answer }))
}
