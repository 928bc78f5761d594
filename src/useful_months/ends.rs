//! When the useful months are over: the planned end, the earliest one, and the dates of a plan.

use chrono::{NaiveDate, TimeDelta};

use super::UsefulMonths;
use crate::civil::{DateRange, days_from};

impl UsefulMonths {
    /// The least date, from the start on, at which [`UsefulMonths::useful_days`] reaches `days`;
    /// the start itself for 0 and less. The actual end is ignored.
    ///
    /// `None` when an open suspension comes before so many days have elapsed, or when the calendar
    /// ends. A plan's template stands on such dates (api.md, `after_useful_days`).
    pub fn date_after_useful_days(&self, days: i64) -> Option<NaiveDate> {
        self.date_after(self.start, days)
    }

    /// The least date, from another on, before the start too, since which so many days were not suspended.
    pub fn date_after(&self, since: NaiveDate, days: i64) -> Option<NaiveDate> {
        let mut runs_from = since;
        let mut left = days.max(0);
        for suspension in &self.suspensions {
            let run = days_from(runs_from, suspension.from);
            if left <= run {
                break;
            }
            left -= run;
            // One that ends before must not draw the date back.
            runs_from = suspension.until?.max(runs_from);
        }
        runs_from.checked_add_signed(TimeDelta::try_days(left)?)
    }

    /// The least date at which the useful days reach [`UsefulMonths::total_days`], with the
    /// suspensions of this clock: those known at `t`.
    ///
    /// `None` with an open suspension, and before the start, as every derived value. The actual
    /// end is ignored: what was planned stays what was planned.
    pub fn planned_end(&self, t: NaiveDate) -> Option<NaiveDate> {
        if self.suspensions.iter().any(DateRange::is_open) {
            None
        } else {
            self.earliest_end(t)
        }
    }

    /// What the planned end would be if an open suspension ended on `max(t, from)`; the planned
    /// end itself when none is open. `None` before the start.
    pub fn earliest_end(&self, t: NaiveDate) -> Option<NaiveDate> {
        if t < self.start {
            return None;
        }
        self.as_if_resumed_on(t).date_after_useful_days(self.total_days())
    }

    /// This clock with an open suspension ended on `max(t, from)`. The same clock if none is open.
    ///
    /// A suspension that begins on `t` or later is resumed the day it begins: as if it were not.
    pub fn as_if_resumed_on(&self, t: NaiveDate) -> Self {
        let resumed = self.suspensions.iter().map(|range| match range.until {
            Some(_) => *range,
            None => DateRange::closed(range.from, range.from.max(t)),
        });
        Self::new(self.start, self.months, resumed, self.actual_end)
    }
}
