//! Civil dates: what "today" is, and half-open ranges of days.
//!
//! Plan dates are civil dates, never instants (api.md, "dates"). "Today" is the civil date in the
//! programme's time zone, and `until` is exclusive wherever a range stands: suspensions, missions,
//! grants (domain.md, "The useful-months clock").

use std::fmt;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultCode};
use crate::vocabulary::Language;

/// The civil date in `zone` at `instant`.
///
/// Total, whatever the zone does with its clocks: an instant has exactly one local date, even
/// where a local time stands twice or not at all.
pub fn today(instant: DateTime<Utc>, zone: Tz) -> NaiveDate {
    instant.with_timezone(&zone).date_naive()
}

/// The first instant of a day in `zone`: midnight, or what comes after it where a clock is put forward over it.
pub fn start_of(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let minutes = (0..=180).map(|minute| midnight + TimeDelta::minutes(minute));
    let mut local = minutes.filter_map(|at| zone.from_local_datetime(&at).earliest());
    local.next().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// A day as it is written in a sentence: "1er mars 2019", "1 March 2019".
pub fn in_words(day: NaiveDate, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    match language {
        Language::English => day.format("%-d %B %Y").to_string(),
        Language::French => {
            let nth = if day.day() == 1 { "er" } else { "" };
            format!("{}{nth} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
        }
    }
}

/// An instant by the clocks of a zone, to the minute.
pub fn local_minute(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// The days `[from, until)`: `until` is the first day that is no longer in it.
///
/// A range whose `until` does not come after its `from` holds no day; what is written is checked
/// with [`DateRange::order_fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    /// The first day in the range.
    pub from: NaiveDate,
    /// The first day after the range; `None`: no end is known.
    pub until: Option<NaiveDate>,
}

impl DateRange {
    /// The days `[from, until)`.
    pub fn closed(from: NaiveDate, until: NaiveDate) -> Self {
        Self {
            from,
            until: Some(until),
        }
    }

    /// The days from `from` on.
    pub fn open(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// Whether no end is known.
    pub fn is_open(&self) -> bool {
        self.until.is_none()
    }

    /// Whether it holds no day at all.
    pub fn is_empty(&self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }

    /// Whether `day` is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether some day is in both. Ranges that only touch, `[a, b)` and `[b, c)`, do not overlap.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before = |one: &Self, end: Option<NaiveDate>| end.is_none_or(|end| one.from < end);
        !self.is_empty() && !other.is_empty() && starts_before(self, other.until) && starts_before(other, self.until)
    }

    /// How many days it holds; `None` when it is open.
    pub fn days(&self) -> Option<i64> {
        self.until.map(|until| days_from(self.from, until))
    }

    /// How many of its days lie in `[since, before)`.
    pub fn days_between(&self, since: NaiveDate, before: NaiveDate) -> i64 {
        let until = self.until.map_or(before, |until| until.min(before));
        days_from(self.from.max(since), until)
    }

    /// The fault of a range that holds no day, at the pointer of its `until`.
    pub fn order_fault(&self, pointer: &str) -> Option<Fault> {
        self.is_empty()
            .then(|| Fault::new(FaultCode::RangeReversed).at(pointer))
    }
}

/// The number of days in `[since, before)`; 0 when `before` does not come after `since`.
pub fn days_from(since: NaiveDate, before: NaiveDate) -> i64 {
    before.signed_duration_since(since).num_days().max(0)
}

/// A calendar month, by its first day; written as `2019-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The one that a day is in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2019-03`, of the years from 1900 to 2199.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_written = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|it| it.is_ascii_digit());
        let (year, month) = (is_written(year, 4) && is_written(month, 2)).then_some((year, month))?;
        let year = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
        NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1).map(Self)
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The first day of the next one.
    pub fn until(self) -> NaiveDate {
        self.0.checked_add_months(Months::new(1)).unwrap_or(self.0)
    }

    /// The months that a range of days touches.
    pub fn within(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = Self> {
        let months = std::iter::successors(Some(Self::of(from)), |month| Some(Self(month.until())));
        months.take_while(move |month| month.0 < until)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.format("%Y-%m"))
    }
}
