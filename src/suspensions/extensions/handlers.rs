//! The operations on extensions.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::dto::{ExtensionFilter, ExtensionOrEffect, ExtensionSort, ExtensionView, NewExtension};
use super::queries;
use crate::accounts::Names;
use crate::fault::verdict;
use crate::http::wire::{Id, Key};
use crate::http::{Answer, ApiError, ApiResult, IfMatchHeader, List, PageOf, PageParameters, Path, Read, Write};
use crate::journal::{Action, Entry};
use crate::projects::{self, ProjectContext};
use crate::suspensions::dto::{Cancellation, DryRun};
use crate::suspensions::effect::{Before, Effect};
use crate::suspensions::{Extension, rules};

/// Lists the extensions of a project.
///
/// Cancelled ones too, unless they are filtered out; the newest first. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, ExtensionFilter),
    responses((status = 200, description = "A page of extensions.", body = PageOf<ExtensionView>)))]
#[get("/v1/projects/{project}/extensions")]
pub async fn list_extensions(list: List<ExtensionFilter>, Path(project): Path<Key>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let context = projects::find_visible(&mut conn, &list.read.actor, &project).await?;
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(ExtensionSort::Newest);
    let (rows, total) = queries::list(&mut conn, context.project.id, filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views(&mut conn, &context, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows an extension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The extension.", body = ExtensionView)))]
#[get("/v1/projects/{project}/extensions/{id}")]
pub async fn get_extension(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    let mut conn = read.connection().await?;
    let context = projects::find_visible(&mut conn, &read.actor, &project).await?;
    let row = queries::find(&mut conn, context.project.id, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let view = view(&mut conn, &context, row).await?;
    read.versioned(view.version, &view)
}

/// Extends a project.
///
/// Adds useful months to those contracted. With `dry_run=true`: 200, the effect, and nothing
/// changes.
#[utoipa::path(tag = "suspensions", params(DryRun), request_body = NewExtension, responses(
    (status = 201, description = "The new extension.", body = ExtensionView),
    (status = 200, description = "The effect it would have (dry run).", body = Effect)))]
#[post("/v1/projects/{project}/extensions")]
pub async fn create_extension(write: Write<NewExtension, DryRun>, Path(project): Path<Key>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let mut context = projects::find_visible(change.conn(), &actor, &project).await?;
            projects::may_coordinate(&actor, context.programme.id)?;
            change.replay()?;
            context.project = projects::lock(change, context.project.id).await?;
            verdict(projects::unless_ended(context.project.state).into_iter().collect())?;
            let row = Extension {
                id: Uuid::now_v7(),
                project_id: context.project.id,
                useful_months: body.useful_months.into(),
                motive: body.motive.into(),
                cancelled_at: None,
                cancel_motive: None,
                version: 1,
                created_at: change.now,
                created_by: actor.account,
                updated_at: change.now,
                updated_by: actor.account,
            };
            let before = Before::of(change, &context, dry_run).await?;
            queries::insert(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            if let Some(before) = before {
                return before.answer(change, &context).await;
            }
            let view = view(change.conn(), &context, row).await?;
            let location = format!("/v1/projects/{}/extensions/{}", context.project.id, view.id);
            Answer::created(location, 1, &view)
        })
        .await
}

/// Cancels an extension that was a mistake.
///
/// It stays on record and no longer counts. With `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(IfMatchHeader, DryRun), request_body = Cancellation, responses(
    (status = 200, description = "The extension; with `dry_run=true`, an `Effect`.", body = ExtensionOrEffect)))]
#[post("/v1/projects/{project}/extensions/{id}/cancel")]
pub async fn cancel_extension(write: Write<Cancellation, DryRun>, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let mut context = projects::find_visible(change.conn(), &actor, &project).await?;
            let (project, id) = (context.project.id, id);
            let found = queries::find(change.conn(), project, id).await?;
            found.ok_or_else(ApiError::not_found)?;
            projects::may_coordinate(&actor, context.programme.id)?;
            change.replay()?;
            context.project = projects::lock(change, project).await?;
            // Read again: whoever changes an extension holds its project's lock.
            let old = queries::find(change.conn(), project, id)
                .await?
                .ok_or_else(ApiError::not_found)?;
            change
                .expect_version(&old, async |change| view(change.conn(), &context, old.clone()).await)
                .await?;
            verdict(rules::extension_faults(&old))?;
            let new = Extension {
                cancelled_at: Some(change.now),
                cancel_motive: Some(body.motive.into()),
                version: old.version + 1,
                updated_at: change.now,
                updated_by: actor.account,
                ..old.clone()
            };
            let before = Before::of(change, &context, dry_run).await?;
            queries::update(change.conn(), &new).await?;
            change.record(Entry::changed(Action::Cancelled, &old, &new));
            if let Some(before) = before {
                return before.answer(change, &context).await;
            }
            Answer::ok_versioned(new.version, &view(change.conn(), &context, new).await?)
        })
        .await
}

async fn views(
    conn: &mut AsyncPgConnection,
    context: &ProjectContext,
    rows: Vec<Extension>,
) -> diesel::QueryResult<Vec<ExtensionView>> {
    let accounts = rows.iter().flat_map(|row| [row.created_by, row.updated_by]);
    let names = Names::load(conn, accounts).await?;
    let project = context.project.reference();
    let views = rows
        .into_iter()
        .map(|row| ExtensionView::new(row, project.clone(), &names, context.visibility));
    Ok(views.collect())
}

async fn view(conn: &mut AsyncPgConnection, context: &ProjectContext, row: Extension) -> ApiResult<ExtensionView> {
    let views = views(conn, context, vec![row]).await?;
    views.into_iter().next().ok_or_else(ApiError::not_found)
}
