//! What a clock shows on a day: the values of `GET /v1/projects/{project}/clock`.

use chrono::NaiveDate;

use super::UsefulMonths;

/// The clock as read on one civil date (api.md, shape `clock`, less its list of suspensions).
///
/// Before the start, and without one, every derived value is `None`: the answer is still an
/// answer (domain.md, "The useful-months clock").
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The civil date of the reading.
    pub as_of: NaiveDate,
    /// The first day of the accompaniment, past or future; `None` while none is set.
    pub start: Option<NaiveDate>,
    /// The contracted useful months, extensions included.
    pub useful_months: u32,
    /// Useful days elapsed, up to the actual end.
    pub useful_days_used: Option<i64>,
    /// The contracted useful months in days, from the start.
    pub total_days: Option<i64>,
    /// Useful months elapsed, up to the actual end, to two decimals.
    pub useful_months_used: Option<f64>,
    /// When the useful days are used up; `None` also while a suspension is open.
    pub planned_end: Option<NaiveDate>,
    /// The planned end if the project resumed at once.
    pub earliest_end: Option<NaiveDate>,
    /// Useful days used beyond the contracted ones.
    pub overrun_days: Option<i64>,
    /// Whether a suspension covers the date of the reading.
    pub suspended: Option<bool>,
}

impl Reading {
    /// The reading where the project has no start, or has not reached it.
    pub fn before_start(as_of: NaiveDate, start: Option<NaiveDate>, useful_months: u32) -> Self {
        Self {
            as_of,
            start,
            useful_months,
            useful_days_used: None,
            total_days: None,
            useful_months_used: None,
            planned_end: None,
            earliest_end: None,
            overrun_days: None,
            suspended: None,
        }
    }
}

impl UsefulMonths {
    /// What the clock shows on `as_of`.
    pub fn reading(&self, as_of: NaiveDate) -> Reading {
        let before = Reading::before_start(as_of, Some(self.start), self.months);
        if as_of < self.start {
            return before;
        }
        Reading {
            useful_days_used: Some(self.useful_days_used(as_of)),
            total_days: Some(self.total_days()),
            useful_months_used: Some(self.useful_months_used(as_of)),
            planned_end: self.planned_end(as_of),
            earliest_end: self.earliest_end(as_of),
            overrun_days: Some(self.overrun_days(as_of)),
            suspended: Some(self.suspended_on(as_of).is_some()),
            ..before
        }
    }
}
