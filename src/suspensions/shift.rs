//! How a suspension moves the forecasts of open milestones.
//!
//! A suspension `[from, until)` that shifts moves a forecast that falls on or after `from` by
//! `until - from` days; an open one moves nothing until it is resumed. When the suspension is
//! changed or cancelled, a forecast from `until` on is first taken back by what the suspension had
//! moved, and then moved by what it is now. A forecast inside `[from, until)` was set there by hand
//! after the suspension was recorded: it stays.

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use crate::civil::DateRange;
use crate::http::{ApiResult, Change};
use crate::journal::{Action, Entry};
use crate::milestones::{self, Forecast, Milestone};

/// The motive of a forecast that a suspension moved (domain.md).
pub const MOTIVE: &str = "suspension";

/// Where a forecast falls once a suspension that shifted as `before` shifts as `after`; `None`: it
/// shifts nothing.
pub fn moved(forecast: NaiveDate, before: Option<DateRange>, after: Option<DateRange>) -> NaiveDate {
    let closed = |range: Option<DateRange>| range.and_then(|range| Some((range.from, range.until?)));
    let unmoved = match closed(before) {
        Some((from, until)) if from <= forecast && forecast < until => return forecast,
        Some((from, until)) if until <= forecast => later_by(forecast, from.signed_duration_since(until)),
        _ => forecast,
    };
    match closed(after) {
        Some((from, until)) if from <= unmoved => later_by(unmoved, until.signed_duration_since(from)),
        _ => unmoved,
    }
}

fn later_by(day: NaiveDate, by: TimeDelta) -> NaiveDate {
    day.checked_add_signed(by).unwrap_or(day)
}

/// Moves the forecasts of a project's open milestones, whose project is locked. Each moved one has
/// a new forecast and its own journal entry.
pub async fn shift_forecasts(
    change: &mut Change,
    project: Uuid,
    before: Option<DateRange>,
    after: Option<DateRange>,
) -> ApiResult<()> {
    if before == after {
        return Ok(());
    }
    for milestone in milestones::of_project(change.conn(), project).await? {
        let forecast_on = moved(milestone.forecast_on, before, after);
        if milestone.state.is_open() && forecast_on != milestone.forecast_on {
            forecast(change, milestone, forecast_on).await?;
        }
    }
    Ok(())
}

async fn forecast(change: &mut Change, before: Milestone, forecast_on: NaiveDate) -> ApiResult<()> {
    let made = Forecast {
        id: Uuid::now_v7(),
        milestone_id: before.id,
        forecast_on,
        motive: MOTIVE.to_owned(),
        recorded_by: change.actor.account,
        recorded_at: change.now,
    };
    let after = Milestone {
        forecast_on,
        version: before.version + 1,
        updated_at: change.now,
        updated_by: change.actor.account,
        ..before.clone()
    };
    milestones::insert_forecast(change.conn(), &made).await?;
    milestones::update(change.conn(), &after).await?;
    change.record(Entry::changed(Action::Forecast, &before, &after).because(Some(MOTIVE)));
    Ok(())
}
