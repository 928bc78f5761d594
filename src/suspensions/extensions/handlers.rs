//! The operations on extensions.

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{ExtensionFilter, ExtensionOrEffect, ExtensionView, NewExtension};
use crate::fault::verdict;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, IfMatchHeader, List, PageOf, PageParameters, Path, Read, Write};
use crate::journal::Action;
use crate::projects::{Work, child};
use crate::suspensions::dto::{Cancellation, DryRun};
use crate::suspensions::{Effect, Extension, dry_run, rules};

/// Lists the extensions of a project.
///
/// Cancelled ones too, unless they are filtered out; the newest first. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, ExtensionFilter),
    responses((status = 200, description = "A page of extensions.", body = PageOf<ExtensionView>)))]
#[get("/v1/projects/{project}/extensions")]
pub async fn list_extensions(list: List<ExtensionFilter>, project: Path<Key>) -> ApiResult {
    child::list::<Extension>(list, project).await
}

/// Shows an extension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The extension.", body = ExtensionView)))]
#[get("/v1/projects/{project}/extensions/{id}")]
pub async fn get_extension(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<Extension>(read, path).await
}

/// Extends a project.
///
/// Adds useful months to those contracted. With `dry_run=true`: 200, the effect, and nothing
/// changes.
#[utoipa::path(tag = "suspensions", params(DryRun), request_body = NewExtension, responses(
    (status = 201, description = "The new extension.", body = ExtensionView),
    (status = 200, description = "The effect it would have (dry run).", body = Effect)))]
#[post("/v1/projects/{project}/extensions")]
pub async fn create_extension(write: Write<NewExtension, DryRun>, project: Path<Key>) -> ApiResult {
    dry_run::create(write, project, async |change, context, body: NewExtension| {
        Ok(Extension {
            id: Uuid::now_v7(),
            project_id: context.project.id,
            useful_months: body.useful_months.into(),
            motive: body.motive.into(),
            cancelled_at: None,
            cancel_motive: None,
            version: 1,
            created_at: change.now,
            created_by: change.actor.account,
            updated_at: change.now,
            updated_by: change.actor.account,
        })
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
    dry_run::act(
        write,
        path,
        Action::Cancelled,
        Work::ClockMistake,
        async |change, row: Extension, body: Cancellation| {
            verdict(rules::extension_faults(&row))?;
            Ok(Extension {
                cancelled_at: Some(change.now),
                cancel_motive: Some(body.motive.into()),
                ..row
            })
        },
    )
    .await
}
