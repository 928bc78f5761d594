//! The useful-months clock (domain.md, "The useful-months clock", normative).
//!
//! A laureate is accompanied for N *useful* months: "10 mois utiles" in 2018. That this means
//! calendar months less suspensions is a reading of the words, so it is one strategy, named
//! [`UsefulMonths`], and nothing else in the code counts useful time.
//!
//! Pure and cheap: every question costs one pass over the suspensions, however long the project.

mod ends;
mod reading;

use chrono::{Months, NaiveDate};

use crate::civil::{DateRange, days_from};

pub use reading::Reading;

/// The clock of one project that has a start, with the suspensions known when it was made.
///
/// Two clocks made of the same suspensions in another order are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsefulMonths {
    start: NaiveDate,
    months: u32,
    /// In the order of their dates; none is empty.
    suspensions: Vec<DateRange>,
    actual_end: Option<NaiveDate>,
}

impl UsefulMonths {
    /// The clock of a project that starts on `start`, for `months` contracted useful months,
    /// extensions included.
    ///
    /// `suspensions` come in any order; those that hold no day count for nothing. They are
    /// disjoint and at most one is open (domain.md, invariant 1, which the database enforces); a
    /// cancelled one is left out by the caller. `actual_end` is the day on which the project was
    /// completed or withdrawn.
    pub fn new(
        start: NaiveDate,
        months: u32,
        suspensions: impl IntoIterator<Item = DateRange>,
        actual_end: Option<NaiveDate>,
    ) -> Self {
        let mut suspensions: Vec<_> = suspensions.into_iter().filter(|range| !range.is_empty()).collect();
        suspensions.sort_unstable();
        Self {
            start,
            months,
            suspensions,
            actual_end,
        }
    }

    /// The first day of the accompaniment.
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// The contracted useful months, extensions included.
    pub fn months(&self) -> u32 {
        self.months
    }

    /// The day on which the project was completed or withdrawn.
    pub fn actual_end(&self) -> Option<NaiveDate> {
        self.actual_end
    }

    /// The suspensions, in the order of their dates.
    pub fn suspensions(&self) -> &[DateRange] {
        &self.suspensions
    }

    /// `(start + N calendar months, clamped to the month's end) - start`, in days: 31 January and
    /// one month is the last day of February.
    pub fn total_days(&self) -> i64 {
        let end = self.start.checked_add_months(Months::new(self.months));
        days_from(self.start, end.unwrap_or(NaiveDate::MAX))
    }

    /// The days in `[start, t)` that no suspension covers; 0 before the start.
    ///
    /// It knows of no end: what an answer shows is [`UsefulMonths::useful_days_used`].
    pub fn useful_days(&self, t: NaiveDate) -> i64 {
        self.useful_days_between(self.start, t)
    }

    /// The days in `[since, before)`, from the start on, that no suspension covers; 0 when
    /// `before` does not come after `since`.
    pub fn useful_days_between(&self, since: NaiveDate, before: NaiveDate) -> i64 {
        let since = since.max(self.start);
        days_from(since, before) - self.suspended_days_between(since, before)
    }

    /// The days in `[since, before)` that a suspension covers, before the start too.
    pub fn suspended_days_between(&self, since: NaiveDate, before: NaiveDate) -> i64 {
        self.suspensions
            .iter()
            .map(|range| range.days_between(since, before))
            .sum()
    }

    /// The suspension that covers `t`. "Suspended" is derived so, and never a stored flag.
    pub fn suspended_on(&self, t: NaiveDate) -> Option<DateRange> {
        self.suspensions.iter().copied().find(|range| range.contains(t))
    }

    /// The useful days up to `t`, for display: they run on to the actual end and stop there.
    pub fn useful_days_used(&self, t: NaiveDate) -> i64 {
        self.useful_days(self.actual_end.map_or(t, |end| end.min(t)))
    }

    /// `N * useful_days_used(t) / total_days`, to two decimals; for display, never stored.
    pub fn useful_months_used(&self, t: NaiveDate) -> f64 {
        self.in_months(self.useful_days_used(t) as f64)
    }

    /// Useful days as useful months, to two decimals.
    pub fn in_months(&self, useful_days: f64) -> f64 {
        let total = self.total_days();
        if total == 0 {
            return 0.0;
        }
        let months = f64::from(self.months) * useful_days / total as f64;
        (months * 100.0).round() / 100.0
    }

    /// The useful days used beyond the contracted ones: reported, never refused.
    pub fn overrun_days(&self, t: NaiveDate) -> i64 {
        (self.useful_days_used(t) - self.total_days()).max(0)
    }
}
