//! How a suspension moves the forecasts of open milestones.
//!
//! A suspension `[from, until)` that shifts moves a forecast that falls on or after `from` by
//! `until - from` days; an open one moves nothing until it is resumed. When the suspension is
//! changed or cancelled, each forecast is first taken back by what this suspension had moved, and
//! then moved by what it is now. Whoever sets a forecast by hand once the suspension has moved the
//! others knows of it: such a forecast stays as it was set.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::Suspension;
use crate::civil::DateRange;
use crate::http::{Admitted, ApiResult};
use crate::milestones::{self, Forecast};

/// The motive of a forecast that a suspension moved (domain.md).
pub const MOTIVE: &str = "suspension";

/// A suspension, as far as it moves forecasts, before and after a change of it.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    /// The suspension.
    pub suspension: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The days it moved by so far.
    pub before: Option<DateRange>,
    /// The days it moves by now.
    pub after: Option<DateRange>,
}

impl Shift {
    /// What becomes of a suspension's shift when it changes from `old` (none: it is new) to `new`.
    pub fn between(old: Option<&Suspension>, new: &Suspension) -> Self {
        Self {
            suspension: new.id,
            recorded_at: new.created_at,
            before: old.and_then(Suspension::shifting),
            after: new.shifting(),
        }
    }

    /// Where the present forecast of a milestone falls then; `history` is every forecast it had,
    /// oldest first.
    pub fn moved(&self, present: NaiveDate, history: &[Forecast]) -> NaiveDate {
        let by_hand = history.iter().rposition(|forecast| forecast.suspension_id.is_none());
        let own = self.moved_since(&history[by_hand.unwrap_or_default()..]);
        let known = by_hand.is_some_and(|index| history[index].recorded_at > self.recorded_at);
        if own.is_zero() && known && days(self.before).is_some() {
            return present;
        }
        let unmoved = later_by(present, -own);
        match days(self.after) {
            Some((from, length)) if from <= unmoved => later_by(unmoved, length),
            _ => unmoved,
        }
    }

    /// By how much this suspension moved the last of these forecasts.
    fn moved_since(&self, history: &[Forecast]) -> TimeDelta {
        let moves = history.windows(2).filter_map(|pair| match pair {
            [from, to] if to.suspension_id == Some(self.suspension) => {
                Some(to.forecast_on.signed_duration_since(from.forecast_on))
            }
            _ => None,
        });
        moves.sum()
    }
}

/// The first day and the length of a closed range.
fn days(range: Option<DateRange>) -> Option<(NaiveDate, TimeDelta)> {
    let DateRange { from, until } = range?;
    Some((from, until?.signed_duration_since(from)))
}

fn later_by(day: NaiveDate, by: TimeDelta) -> NaiveDate {
    day.checked_add_signed(by).unwrap_or(day)
}

/// Moves the forecasts of a project's open milestones, whose project is locked. Each moved one has
/// a new forecast and its own journal entry.
pub async fn shift_forecasts(change: &mut Admitted<'_>, project: Uuid, shift: Shift) -> ApiResult<()> {
    if shift.before == shift.after {
        return Ok(());
    }
    let mut histories = milestones::forecasts_of_project(change.conn(), project).await?;
    for milestone in milestones::of_project(change.conn(), project).await? {
        let history = histories.remove(&milestone.id).unwrap_or_default();
        let forecast_on = shift.moved(milestone.forecast_on, &history);
        if milestone.state.is_open() && forecast_on != milestone.forecast_on {
            let suspension = Some(shift.suspension);
            milestones::forecasts::record_forecast(change, milestone, forecast_on, MOTIVE, suspension).await?;
        }
    }
    Ok(())
}
