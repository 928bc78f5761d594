//! The operations on suspensions.

use actix_web::{get, patch, post};
use uuid::Uuid;

use super::clock::ClockView;
use super::dry_run::{self, ClockRecord};
use super::dto::{
    Cancellation, DryRun, NewSuspension, Resumption, SuspensionFilter, SuspensionOrEffect, SuspensionPatch,
    SuspensionView,
};
use super::effect::Effect;
use super::shift::{self, Shift};
use super::{Suspension, queries, rules};
use crate::civil::DateRange;
use crate::fault::verdict;
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiResult, IfMatchHeader, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};
use crate::journal::Action;
use crate::projects::{self, Work, child};

/// Lists the suspensions of a project.
///
/// Cancelled ones too, unless they are filtered out. By their first day. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, SuspensionFilter),
    responses((status = 200, description = "A page of suspensions.", body = PageOf<SuspensionView>)))]
#[get("/v1/projects/{project}/suspensions")]
pub async fn list_suspensions(list: List<SuspensionFilter>, project: Path<Key>) -> ApiResult {
    child::list::<Suspension>(list, project).await
}

/// Shows a suspension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The suspension.", body = SuspensionView)))]
#[get("/v1/projects/{project}/suspensions/{id}")]
pub async fn get_suspension(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<Suspension>(read, path).await
}

/// Suspends a project.
///
/// From a day until another, or openly until it is resumed. Refused where it overlaps another
/// suspension, whose dates are named. With `dry_run=true`: 200, the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(DryRun), request_body = NewSuspension, responses(
    (status = 201, description = "The new suspension.", body = SuspensionView),
    (status = 200, description = "The effect it would have (dry run).", body = Effect)))]
#[post("/v1/projects/{project}/suspensions")]
pub async fn create_suspension(write: Write<NewSuspension, DryRun>, project: Path<Key>) -> ApiResult {
    dry_run::create(write, project, async |change, context, body: NewSuspension| {
        let row = Suspension {
            id: Uuid::now_v7(),
            project_id: context.project.id,
            from_on: body.from.0,
            until_on: body.until.map(Into::into),
            motive: body.motive.into(),
            shift_forecasts: body.shift_forecasts,
            cancelled_at: None,
            cancel_motive: None,
            version: 1,
            created_at: change.now,
            created_by: change.actor.account,
            updated_at: change.now,
            updated_by: change.actor.account,
        };
        verdict(rules::range_faults(row.range(), &others(change, &row).await?))?;
        Ok(row)
    })
    .await
}

/// Changes a suspension.
///
/// Its dates, its motive. One that shifted forecasts moves those that fall after it by the
/// difference. With `dry_run=true`: the effect, and nothing changes.
#[utoipa::path(tag = "suspensions", params(DryRun),
    request_body(content = SuspensionPatch, content_type = "application/merge-patch+json"), responses(
    (status = 200, description = "The suspension; with `dry_run=true`, an `Effect`.", body = SuspensionOrEffect)))]
#[patch("/v1/projects/{project}/suspensions/{id}")]
pub async fn update_suspension(write: Write<SuspensionPatch, DryRun>, path: Path<(Key, Id)>) -> ApiResult {
    dry_run::act(
        write,
        path,
        Action::Updated,
        Work::Clock,
        async |change, row: Suspension, body: SuspensionPatch| {
            verdict(rules::change_faults(&row))?;
            let edited = Suspension {
                from_on: body.from.apply(row.from_on),
                until_on: body.until.apply(row.until_on),
                motive: body.motive.apply(row.motive.clone()),
                ..row
            };
            verdict(rules::range_faults(edited.range(), &others(change, &edited).await?))?;
            Ok(edited)
        },
    )
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
    dry_run::act(
        write,
        path,
        Action::Resumed,
        Work::Clock,
        async |change, row: Suspension, body: Resumption| {
            verdict(rules::resumption_faults(&row, body.on.0))?;
            let resumed = Suspension {
                until_on: Some(body.on.0),
                ..row
            };
            verdict(rules::range_faults(resumed.range(), &others(change, &resumed).await?))?;
            Ok(resumed)
        },
    )
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
    dry_run::act(
        write,
        path,
        Action::Cancelled,
        Work::ClockMistake,
        async |change, row: Suspension, body: Cancellation| {
            verdict(rules::change_faults(&row))?;
            Ok(Suspension {
                cancelled_at: Some(change.now),
                cancel_motive: Some(body.motive.into()),
                ..row
            })
        },
    )
    .await
}

/// Reads a project's useful-months clock.
///
/// On a civil date, today when none is given, with the suspensions and extensions that are known (with `as_of`, as of then).
/// Before the start every derived value is null.
#[utoipa::path(tag = "projects", params(projects::ReadingDay),
    responses((status = 200, description = "The clock on that date.", body = ClockView)))]
#[get("/v1/projects/{project}/clock")]
pub async fn get_clock(read: Read<projects::ReadingDay>, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = projects::read_visible(&conn, &read.actor, &project).await?;
    let asked = read.filter.on.as_ref().map(|date| date.0);
    let on = asked.unwrap_or_else(|| read.today(context.programme.zone()));
    read.ok(&ClockView::load(&conn, &context.project, on, context.visibility).await?)
}

impl ClockRecord for Suspension {
    async fn follow(&self, before: Option<&Self>, change: &mut Admitted<'_>) -> ApiResult<()> {
        shift::shift_forecasts(change, self.project_id, Shift::between(before, self)).await
    }
}

/// The days of the project's other suspensions that count.
async fn others(work: &mut UnitOfWork, row: &Suspension) -> ApiResult<Vec<DateRange>> {
    let in_force = queries::in_force(work.conn(), row.project_id).await?;
    let others = in_force.iter().filter(|other| other.id != row.id);
    Ok(others.map(Suspension::range).collect())
}
