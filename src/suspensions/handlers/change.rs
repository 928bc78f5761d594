//! Changes of a suspension: its dates, its resumption, its cancellation.

use actix_web::{patch, post};

use super::view;
use crate::civil::DateRange;
use crate::fault::{Fault, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{Answer, ApiError, ApiResult, Change, IfMatchHeader, Path, Write};
use crate::journal::{Action, Entry, unchanged};
use crate::projects;
use crate::suspensions::dto::{Cancellation, DryRun, Resumption, SuspensionOrEffect, SuspensionPatch};
use crate::suspensions::effect::Before;
use crate::suspensions::shift::{self, Shift};
use crate::suspensions::{Suspension, queries, rules};

/// Changes a suspension.
///
/// Its dates, its motive. One that shifted forecasts moves those that fall after it by the
/// difference. With `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(DryRun),
    request_body(content = SuspensionPatch, content_type = "application/merge-patch+json"), responses(
    (status = 200, description = "The suspension; with `dry_run=true`, an `Effect`.", body = SuspensionOrEffect)))]
#[patch("/v1/projects/{project}/suspensions/{id}")]
pub async fn update_suspension(write: Write<SuspensionPatch, DryRun>, path: Path<(Key, Id)>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let edit = |row: &Suspension| {
                let edited = Suspension {
                    from_on: body.from.apply(row.from_on),
                    until_on: body.until.apply(row.until_on),
                    motive: body.motive.apply(row.motive.clone()),
                    ..row.clone()
                };
                (edited, rules::change_faults(row))
            };
            alter(change, &path, dry_run, Action::Updated, edit).await
        })
        .await
}

/// Ends an open suspension.
///
/// Work resumes on that day; one that shifts forecasts moves them now, by the suspended days. With
/// `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(IfMatchHeader, DryRun), request_body = Resumption, responses(
    (status = 200, description = "The suspension; with `dry_run=true`, an `Effect`.", body = SuspensionOrEffect)))]
#[post("/v1/projects/{project}/suspensions/{id}/resume")]
pub async fn resume_suspension(write: Write<Resumption, DryRun>, path: Path<(Key, Id)>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let edit = |row: &Suspension| {
                let resumed = Suspension {
                    until_on: Some(body.on.0),
                    ..row.clone()
                };
                (resumed, rules::resumption_faults(row, body.on.0))
            };
            alter(change, &path, dry_run, Action::Resumed, edit).await
        })
        .await
}

/// Cancels a suspension that was a mistake.
///
/// It stays on record and no longer counts; forecasts that it shifted are taken back. With
/// `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(IfMatchHeader, DryRun), request_body = Cancellation, responses(
    (status = 200, description = "The suspension; with `dry_run=true`, an `Effect`.", body = SuspensionOrEffect)))]
#[post("/v1/projects/{project}/suspensions/{id}/cancel")]
pub async fn cancel_suspension(write: Write<Cancellation, DryRun>, path: Path<(Key, Id)>) -> ApiResult {
    let dry_run = write.filter.is_asked();
    write
        .run(async |change, body| {
            let now = change.now;
            let edit = |row: &Suspension| {
                let cancelled = Suspension {
                    cancelled_at: Some(now),
                    cancel_motive: Some(body.motive.into()),
                    ..row.clone()
                };
                (cancelled, rules::change_faults(row))
            };
            alter(change, &path, dry_run, Action::Cancelled, edit).await
        })
        .await
}

/// One change, from the suspension as the caller sees it to the answer. `edit` gives the row as it
/// is to be, and what its own rules refuse.
async fn alter(
    change: &mut Change,
    Path((project, Id(id))): &Path<(Key, Id)>,
    dry_run: bool,
    action: Action,
    edit: impl FnOnce(&Suspension) -> (Suspension, Vec<Fault>),
) -> ApiResult<Answer> {
    let actor = change.actor.clone();
    let mut context = projects::find_visible(change.conn(), &actor, project).await?;
    let (project, id) = (context.project.id, *id);
    let found = queries::find(change.conn(), project, id).await?;
    found.ok_or_else(ApiError::not_found)?;
    projects::may_coordinate(&actor, context.programme.id)?;
    change.replay()?;
    context.project = projects::lock(change, project).await?;
    // Read again: whoever changes a suspension holds its project's lock.
    let old = queries::find(change.conn(), project, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    change
        .expect_version(&old, async |change| view(change.conn(), &context, old.clone()).await)
        .await?;
    let (edited, mut faults) = edit(&old);
    if faults.is_empty() && edited.cancelled_at.is_none() {
        faults = rules::range_faults(edited.range(), &others(change, &old).await?);
    }
    verdict(faults)?;
    if unchanged(&old, &edited) && !dry_run {
        return Answer::ok_versioned(old.version, &view(change.conn(), &context, old).await?);
    }
    let new = Suspension {
        version: old.version + 1,
        updated_at: change.now,
        updated_by: actor.account,
        ..edited
    };
    let before = Before::of(change, &context, dry_run).await?;
    queries::update(change.conn(), &new).await?;
    change.record(Entry::changed(action, &old, &new));
    shift::shift_forecasts(change, project, Shift::between(Some(&old), &new)).await?;
    if let Some(before) = before {
        return before.answer(change, &context).await;
    }
    Answer::ok_versioned(new.version, &view(change.conn(), &context, new).await?)
}

/// The project's suspensions that count, this one aside.
async fn others(change: &mut Change, one: &Suspension) -> ApiResult<Vec<DateRange>> {
    let rows = queries::in_force(change.conn(), one.project_id).await?;
    let others = rows.iter().filter(|other| other.id != one.id);
    Ok(others.map(Suspension::range).collect())
}
