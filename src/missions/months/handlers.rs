//! The operations on the effort and the months of missions.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{MissionEffortView, MissionMonthView};
use super::effort::{Effort, EffortRows};
use super::model::MissionMonth;
use super::rules;
use crate::access::{Actor, Decision};
use crate::fault::verdict;
use crate::http::registry::Registry;
use crate::http::wire::{CalendarMonth, Id};
use crate::http::{ApiError, ApiResult, IfMatchHeader, NoBody, Path, Read, UnitOfWork, Write};
use crate::journal::Action;
use crate::missions::handlers::find_visible;
use crate::missions::{Mission, policy, queries};
use crate::projects::child::Step;
use crate::projects::{self, Motive, ProjectContext, may_coordinate};

/// Shows the effort of a mission.
///
/// Month by month: what falls in it of the order, what was logged, by track, and whether the month is closed or
/// countersigned. To whoever sees the mission.
#[utoipa::path(tag = "missions", responses((status = 200, description = "The effort.", body = MissionEffortView)))]
#[get("/v1/missions/{id}/effort")]
pub async fn get_mission_effort(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (effort, context) = find(&conn, &read.actor, id).await?;
    read.ok(&effort.view(&context))
}

/// Shows a month of a mission.
///
/// To whoever sees the mission.
#[utoipa::path(tag = "missions", responses((status = 200, description = "The month.", body = MissionMonthView)))]
#[get("/v1/missions/{id}/months/{month}")]
pub async fn get_mission_month(read: Read, path: Path<(Id, CalendarMonth)>) -> ApiResult {
    let Path((Id(id), CalendarMonth(month))) = path;
    let conn = read.snapshot().await?;
    let (effort, _) = find(&conn, &read.actor, id).await?;
    let month = effort.month(month).ok_or_else(ApiError::not_found)?;
    read.ok_versioned(month.version, &effort.view_of(&month))
}

/// Closes a month of a mission.
///
/// By those who work on it, once the month or the mission is over. Until it is countersigned, work may be logged in it still;
/// then it is closed again.
#[utoipa::path(tag = "missions", params(IfMatchHeader),
    responses((status = 200, description = "The month, after the action.", body = MissionMonthView)))]
#[post("/v1/missions/{id}/months/{month}/close")]
pub async fn close_mission_month(write: Write<NoBody>, path: Path<(Id, CalendarMonth)>) -> ApiResult {
    let may = |actor: &Actor, mission: &Mission, _: &ProjectContext| policy::may_close(actor, mission.id);
    act(write, path, Action::Closed, may).await
}

/// Countersigns a month of a mission.
///
/// By a coordinator, as it was closed. It takes no entry and no correction from then on.
#[utoipa::path(tag = "missions", params(IfMatchHeader),
    responses((status = 200, description = "The month, after the action.", body = MissionMonthView)))]
#[post("/v1/missions/{id}/months/{month}/countersign")]
pub async fn countersign_mission_month(write: Write<NoBody>, path: Path<(Id, CalendarMonth)>) -> ApiResult {
    act(write, path, Action::Countersigned, may_decide).await
}

/// Reopens a month of a mission.
///
/// By a coordinator, who says why.
#[utoipa::path(tag = "missions", params(IfMatchHeader), request_body = Motive,
    responses((status = 200, description = "The month, after the action.", body = MissionMonthView)))]
#[post("/v1/missions/{id}/months/{month}/reopen")]
pub async fn reopen_mission_month(write: Write<Motive>, path: Path<(Id, CalendarMonth)>) -> ApiResult {
    act(write, path, Action::Reopened, may_decide).await
}

/// The effort of a mission that the caller sees.
async fn find(conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> ApiResult<(Effort, ProjectContext)> {
    let rows = async { Ok(EffortRows::of(conn, id).await?) };
    let ((row, context), rows) = try_join(find_visible(conn, actor, id), rows).await?;
    Ok((Effort::new(row.mission, rows), context))
}

fn may_decide(actor: &Actor, _: &Mission, context: &ProjectContext) -> Decision {
    may_coordinate(actor, context.programme.id)
}

/// Carries out an action on a month. The project is locked, as for the entries that are logged in it.
async fn act<B: Step<MissionMonth>>(
    write: Write<B>,
    Path((Id(id), CalendarMonth(month))): Path<(Id, CalendarMonth)>,
    action: Action,
    may: impl FnOnce(&Actor, &Mission, &ProjectContext) -> Decision,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (effort, context) = find(change.conn(), &change.actor, id).await?;
            effort.month(month).ok_or_else(ApiError::not_found)?;
            may(&change.actor, &effort.mission, &context)?;
            let lock = async |conn: &AsyncPgConnection| {
                let locks = try_join(
                    projects::lock_row(conn, context.project.id),
                    queries::find_for_update(conn, id),
                );
                try_join(locks, EffortRows::of(conn, id)).await
            };
            let (mut change, ((_, mission), rows)) = change.admitted_with(lock).await?;
            let effort = Effort::new(mission, rows);
            let row = effort.month(month).ok_or_else(ApiError::not_found)?;
            let view = async |_: &mut UnitOfWork, row: MissionMonth| Ok(effort.view_of(&row));
            let before = change.expect_version(row, view).await?;
            let today = change.today(context.programme.zone());
            let mut faults = body.faults(&before, action, today);
            faults.extend(rules::faults(&before, action, &effort, today));
            verdict(faults)?;
            // Closed again with nothing new, it is no other than before.
            if action == Action::Closed && rules::is_as_closed(&before, &effort) {
                return change.ok_versioned(before.version, &effort.view_of(&before));
            }
            let after = rules::after(before.clone(), action, &effort);
            let motive = body.motive().map(str::to_owned);
            let after = change.act(before, action, motive.as_deref(), after).await?;
            let version = after.version;
            let effort = Effort::new(effort.mission, EffortRows::of(change.conn(), id).await?);
            change.ok_versioned(version, &effort.view_of(&after))
        })
        .await
}

/// Registers the operations.
pub fn register(api: &mut Registry<'_>) {
    api.service(get_mission_effort)
        .service(get_mission_month)
        .service(close_mission_month)
        .service(countersign_mission_month)
        .service(reopen_mission_month);
}
