//! Axes: of days, and of percents.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use super::{Anchor, Stroke, Tone, label, line};
use crate::civil::{Month, days_from};

/// A calendar: the place of a day between two others.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    from: NaiveDate,
    until: NaiveDate,
    places: (f64, f64),
}

/// Percents: the place of one between nothing and all.
#[derive(Clone, Copy, Debug)]
pub struct Percents {
    /// The places of 0 and 100.
    pub places: (f64, f64),
}

/// Where lines behind are drawn: from and to, across the axis.
pub type Axis = (f64, f64);

impl Calendar {
    /// From the beginning of the month of the first day to the end of that of the last one.
    pub fn around(days: impl Iterator<Item = NaiveDate>, otherwise: NaiveDate, places: (f64, f64)) -> Self {
        let (first, last) = days
            .fold(None, |ends: Option<(NaiveDate, NaiveDate)>, day| match ends {
                None => Some((day, day)),
                Some((first, last)) => Some((first.min(day), last.max(day))),
            })
            .unwrap_or((otherwise, otherwise));
        Self {
            from: Month::of(first).first(),
            until: Month::of(last).until(),
            places,
        }
    }

    /// The first and the last day.
    pub fn ends(&self) -> (NaiveDate, NaiveDate) {
        (self.from, self.until)
    }

    /// The place of a day, that of the nearer end where it is outside.
    pub fn place(&self, day: NaiveDate) -> f64 {
        let (from, to) = self.places;
        let part = days_from(self.from, day.min(self.until)) as f64 / days_from(self.from, self.until).max(1) as f64;
        from + (to - from) * part
    }

    /// The first days of months, or of years, so many at most.
    pub fn ticks(&self, most: usize) -> Vec<(NaiveDate, String)> {
        const STEPS: [u32; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 1200];
        let months = |step: u32| {
            let months = Month::within(self.from, self.until).map(Month::first);
            months.filter(move |day| (day.year().unsigned_abs() * 12 + day.month0()) % step == 0)
        };
        let step = STEPS
            .into_iter()
            .find(|step| months(*step).take(most + 1).count() <= most);
        let name = |day: NaiveDate| match step {
            Some(step) if step >= 12 => day.format("%Y").to_string(),
            _ => day.format("%Y-%m").to_string(),
        };
        step.into_iter().flat_map(months).map(|day| (day, name(day))).collect()
    }

    /// Months beneath, and lines behind.
    pub fn beneath(&self, (top, bottom): Axis) -> Markup {
        html! {
            @for (day, name) in self.ticks(6) {
                (line((self.place(day), top), (self.place(day), bottom), Tone::Grid, Stroke::Hair))
                (label((self.place(day), bottom + 12.0), Anchor::Middle, Tone::Quiet, &name))
            }
        }
    }

    /// The same along a side.
    pub fn beside(&self, (left, right): Axis) -> Markup {
        html! {
            @for (day, name) in self.ticks(8) {
                (line((left, self.place(day)), (right, self.place(day)), Tone::Grid, Stroke::Hair))
                (label((left - 3.0, self.place(day) + 3.5), Anchor::End, Tone::Quiet, &name))
            }
        }
    }
}

impl Percents {
    /// The place of a percent.
    pub fn place(&self, percent: f64) -> f64 {
        let (from, to) = self.places;
        from + (to - from) * percent / 100.0
    }

    /// Quarters along a side, and lines behind.
    pub fn beside(&self, (left, right): Axis) -> Markup {
        html! {
            (label((left - 3.0, self.places.1 - 7.0), Anchor::End, Tone::Quiet, "%"))
            @for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
                @let y = self.place(percent);
                (line((left, y), (right, y), Tone::Grid, Stroke::Hair))
                (label((left - 3.0, y + 3.5), Anchor::End, Tone::Quiet, &percent.to_string()))
            }
        }
    }
}
