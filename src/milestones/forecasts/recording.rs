//! The one way in which a milestone is given another forecast.

use chrono::NaiveDate;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use crate::http::{Admitted, ApiResult, Current};
use crate::journal::Action;
use crate::milestones::{Forecast, Milestone, queries};

/// Gives a milestone another forecast, and the milestone with it. `suspension` is what moved it; none
/// where it is set by hand.
pub async fn record_forecast(
    change: &mut Admitted<'_>,
    milestone: Milestone,
    forecast_on: NaiveDate,
    motive: &str,
    suspension: Option<Uuid>,
) -> ApiResult<(Forecast, Milestone)> {
    let forecast = Forecast {
        suspension_id: suspension,
        ..Forecast::new(milestone.id, forecast_on, motive, change.actor.account, change.now)
    };
    let after = Milestone {
        forecast_on,
        ..milestone.clone()
    };
    let before = Current::without_version(milestone);
    let insert = async |conn: &AsyncPgConnection| Ok(queries::insert_forecast(conn, &forecast).await?);
    let (after, ()) = change
        .act_with(before, Action::Forecast, Some(motive), after, insert)
        .await?;
    Ok((forecast, after))
}
