//! The operations on extensions.

use actix_web::web::Path;
use actix_web::{get, post};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::dto::{ExtensionFilter, ExtensionOrEffect, ExtensionSort, ExtensionView, NewExtension};
use super::queries;
use crate::accounts::Names;
use crate::fault::verdict;
use crate::http::wire::{Key, id_in_path};
use crate::http::{Answer, ApiError, ApiResult, List, Matched, PageOf, PageParameters, Read, Write};
use crate::journal::{Action, Entry};
use crate::projects::{self, Scene};
use crate::suspensions::dto::{Cancellation, DryRun};
use crate::suspensions::effect::{Before, Effect};
use crate::suspensions::{Extension, rules};

/// Lists the extensions of a project.
///
/// Cancelled ones too, unless they are filtered out; the newest first. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, ExtensionFilter),
    responses((status = 200, description = "A page of extensions.", body = PageOf<ExtensionView>)))]
#[get("/v1/projects/{j}/extensions")]
pub async fn list_extensions(list: List<ExtensionFilter>, j: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let scene = projects::find_visible(&mut conn, &list.read.actor, &Key::parse(&j)).await?;
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(ExtensionSort::Newest);
    let (rows, total) = queries::list(&mut conn, scene.project.id, filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views(&mut conn, &scene, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows an extension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The extension.", body = ExtensionView)))]
#[get("/v1/projects/{j}/extensions/{id}")]
pub async fn get_extension(read: Read, path: Path<(String, String)>) -> ApiResult {
    let (j, id) = path.into_inner();
    let mut conn = read.connection().await?;
    let scene = projects::find_visible(&mut conn, &read.actor, &Key::parse(&j)).await?;
    let row = queries::find(&mut conn, scene.project.id, id_in_path(&id)?)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let view = view(&mut conn, &scene, row).await?;
    read.versioned(view.version, &view)
}

/// Extends a project.
///
/// Adds useful months to those contracted. With `dry_run=true`: 200, the effect, and nothing
/// changes.
#[utoipa::path(tag = "suspensions", params(DryRun), request_body = NewExtension, responses(
    (status = 201, description = "The new extension.", body = ExtensionView),
    (status = 200, description = "The effect it would have (dry run).", body = Effect)))]
#[post("/v1/projects/{j}/extensions")]
pub async fn create_extension(write: Write<NewExtension, DryRun>, j: Path<String>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let mut scene = projects::find_visible(change.conn(), &actor, &Key::parse(&j)).await?;
            projects::may_coordinate(&actor, scene.programme.id)?;
            change.replay()?;
            scene.project = projects::lock(change, scene.project.id).await?;
            verdict(projects::unless_ended(scene.project.state).into_iter().collect())?;
            let row = Extension {
                id: Uuid::now_v7(),
                project_id: scene.project.id,
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
            let before = Before::of(change, &scene, dry_run).await?;
            queries::insert(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            if let Some(before) = before {
                return before.answer(change, &scene).await;
            }
            let view = view(change.conn(), &scene, row).await?;
            let location = format!("/v1/projects/{}/extensions/{}", scene.project.id, view.id);
            Answer::created(location, 1, &view)
        })
        .await
}

/// Cancels an extension that was a mistake.
///
/// It stays on record and no longer counts. With `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(Matched, DryRun), request_body = Cancellation, responses(
    (status = 200, description = "The extension; with `dry_run=true`, an `Effect`.", body = ExtensionOrEffect)))]
#[post("/v1/projects/{j}/extensions/{id}/cancel")]
pub async fn cancel_extension(write: Write<Cancellation, DryRun>, path: Path<(String, String)>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let (j, id) = path.into_inner();
            let mut scene = projects::find_visible(change.conn(), &actor, &Key::parse(&j)).await?;
            let (project, id) = (scene.project.id, id_in_path(&id)?);
            let found = queries::find(change.conn(), project, id).await?;
            found.ok_or_else(ApiError::not_found)?;
            projects::may_coordinate(&actor, scene.programme.id)?;
            change.replay()?;
            scene.project = projects::lock(change, project).await?;
            // Read again: whoever changes an extension holds its project's lock.
            let old = queries::find(change.conn(), project, id)
                .await?
                .ok_or_else(ApiError::not_found)?;
            change
                .expect_version(&old, async |change| view(change.conn(), &scene, old.clone()).await)
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
            let before = Before::of(change, &scene, dry_run).await?;
            queries::update(change.conn(), &new).await?;
            change.record(Entry::changed(Action::Cancelled, &old, &new));
            if let Some(before) = before {
                return before.answer(change, &scene).await;
            }
            Answer::resource(new.version, &view(change.conn(), &scene, new).await?)
        })
        .await
}

async fn views(
    conn: &mut AsyncPgConnection,
    scene: &Scene,
    rows: Vec<Extension>,
) -> diesel::QueryResult<Vec<ExtensionView>> {
    let accounts = rows.iter().flat_map(|row| [row.created_by, row.updated_by]);
    let names = Names::load(conn, accounts).await?;
    let project = scene.project.reference();
    let views = rows
        .into_iter()
        .map(|row| ExtensionView::new(row, project.clone(), &names, scene.lens));
    Ok(views.collect())
}

async fn view(conn: &mut AsyncPgConnection, scene: &Scene, row: Extension) -> ApiResult<ExtensionView> {
    let views = views(conn, scene, vec![row]).await?;
    views.into_iter().next().ok_or_else(ApiError::not_found)
}
