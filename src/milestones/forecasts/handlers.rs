//! The operations on forecasts.

use actix_web::{get, post};
use chrono::{DateTime, Utc};

use super::dto::{ForecastView, NewForecast};
use super::recording::record_forecast;
use crate::access::Decision;
use crate::fault::Fault;
use crate::http::query::NoFilter;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::life::MilestoneState;
use crate::milestones::locking::begin;
use crate::milestones::log_order::LogOrder;
use crate::milestones::{Forecast, Milestone, MilestoneContext, policy};
use crate::projects::Work;
use crate::projects::child::{self, Child, Viewer, child_rows};
use crate::reference::Names;

impl Child for Forecast {
    const COLLECTION: &'static str = "forecasts";
    type View = ForecastView;
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(forecasts of milestone_id, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc recorded_at }, named by recorded_by);

    fn view(self, (milestone, context): &MilestoneContext, names: &Names, _: Viewer<'_>) -> ForecastView {
        ForecastView::new(self, milestone, names, context.visibility)
    }

    fn may_read((milestone, context): &MilestoneContext) -> Decision {
        policy::may_read_forecasts(context, milestone.state)
    }
}

/// Lists the forecasts of a milestone.
///
/// Newest first, then id; the first one counts.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of forecasts.", body = PageOf<ForecastView>)))]
#[get("/v1/milestones/{milestone}/forecasts")]
pub async fn list_forecasts(list: List, milestone: Path<Key>) -> ApiResult {
    child::list::<Forecast>(list, milestone).await
}

/// Shows a forecast.
///
/// To whoever sees the milestone's forecasts.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The forecast.", body = ForecastView)))]
#[get("/v1/milestones/{milestone}/forecasts/{id}")]
pub async fn get_forecast(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<Forecast>(read, path).await
}

/// Changes the forecast of a milestone.
///
/// While it is planned, in progress or deferred. What was expected before stays in the history.
#[utoipa::path(tag = "milestones", request_body = NewForecast,
    responses((status = 201, description = "The new forecast.", body = ForecastView)))]
#[post("/v1/milestones/{milestone}/forecasts")]
pub async fn create_forecast(write: Write<NewForecast>, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let begun = begin(change, &milestone, Work::Planning, policy::may_contribute_to).await?;
            let (mut change, (before, context), permit) = begun;
            permit.verdict(unless_owed(&before))?;
            let motive = String::from(body.motive);
            let (forecast, after) =
                record_forecast(&mut change, before, body.forecast_on.into(), &motive, None).await?;
            child::created(&mut change, &(after, context), forecast).await
        })
        .await
}

/// A fault where nothing is expected of the milestone any more.
pub fn unless_owed(milestone: &Milestone) -> Option<Fault> {
    Fault::unless_in(milestone.state, MilestoneState::is_being_worked_on)
}
