//! The operations on forecasts.

use actix_web::{get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::dto::{ForecastView, NewForecast};
use super::recording::record_forecast;
use crate::database::schema::forecasts;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::life::MilestoneState;
use crate::milestones::locking::lock_visible;
use crate::milestones::log_order::{LogOrder, log_page, logged};
use crate::milestones::{Forecast, Milestone, policy, queries};
use crate::reference::Names;
use crate::vocabulary::CodeList;

logged!(Forecast, recorded_at);

/// Lists the forecasts of a milestone.
///
/// Newest first, then id; the first one counts.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of forecasts.", body = PageOf<ForecastView>)))]
#[get("/v1/milestones/{milestone}/forecasts")]
pub async fn list_forecasts(list: List, Path(milestone): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (milestone, context) = queries::read_visible(&conn, &list.read.actor, &milestone).await?;
    policy::may_read_forecasts(&context, &milestone)?;
    let of_milestone = || {
        forecasts::table
            .filter(forecasts::milestone_id.eq(milestone.id))
            .into_boxed()
    };
    let (rows, total) = log_page!(
        &conn,
        list.page,
        of_milestone(),
        forecasts::recorded_at,
        forecasts::id,
        Forecast
    );
    let names = Names::load(&conn, rows.iter().map(|row| row.recorded_by)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        ForecastView::new(row, &milestone, &names, context.visibility)
    })
}

/// Shows a forecast.
///
/// To whoever sees the milestone's forecasts.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The forecast.", body = ForecastView)))]
#[get("/v1/milestones/{milestone}/forecasts/{id}")]
pub async fn get_forecast(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((milestone, Id(id))) = path;
    let conn = read.snapshot().await?;
    let (milestone, context) = queries::read_visible(&conn, &read.actor, &milestone).await?;
    let row: Forecast = forecasts::table
        .find(id)
        .filter(forecasts::milestone_id.eq(milestone.id))
        .select(Forecast::as_select())
        .first(&mut &*conn)
        .await
        .optional()?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_forecasts(&context, &milestone)?;
    let names = Names::load(&conn, [row.recorded_by]).await?;
    read.ok(&ForecastView::new(row, &milestone, &names, context.visibility))
}

/// Changes the forecast of a milestone.
///
/// While it is planned, in progress or deferred. What was expected before stays in the history.
#[utoipa::path(tag = "milestones", request_body = NewForecast,
    responses((status = 201, description = "The new forecast.", body = ForecastView)))]
#[post("/v1/milestones/{milestone}/forecasts")]
pub async fn create_forecast(write: Write<NewForecast>, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |mut change, body| {
            let actor = change.actor.clone();
            let (before, context) = lock_visible(&mut change, &milestone).await?;
            let today = change.today(context.programme.zone());
            policy::may_contribute(&actor, &context, &before, today)?;
            let mut change = change.admitted().await?;
            verdict(unless_owed(&before).into_iter().collect())?;
            let motive = String::from(body.motive);
            let (forecast, after) =
                record_forecast(&mut change, before, body.forecast_on.into(), &motive, None).await?;
            let names = Names::load(change.conn(), [actor.account]).await?;
            let view = ForecastView::new(forecast, &after, &names, context.visibility);
            change.created_immutable(format!("/v1/milestones/{}/forecasts/{}", after.id, view.id), &view)
        })
        .await
}

/// A fault where nothing is expected of the milestone any more.
pub fn unless_owed(milestone: &Milestone) -> Option<Fault> {
    let allowed: Vec<_> = MilestoneState::ALL
        .iter()
        .filter(|state| state.is_being_worked_on())
        .collect();
    let fault = || {
        Fault::new(FaultCode::WrongState)
            .with("state", milestone.state)
            .with("allowed", allowed)
    };
    (!milestone.state.is_being_worked_on()).then(fault)
}
