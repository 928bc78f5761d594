//! The mean curve of a programme's projects. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::curve::Curve;
use super::dto::{CurvePoint, DateMean, MeanProgress, UsefulMonthMean};
use crate::civil::Month;
use crate::known::Known;
use crate::portfolio::rounded;

/// Sums over the projects that had begun, from which means are made.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    planned: (f64, usize),
    actual: (f64, usize),
    forecast: (f64, usize),
    projects: usize,
}

/// The sums of a programme, project after project.
#[derive(Debug, Default)]
pub struct ProgrammeCurve {
    by_date: BTreeMap<NaiveDate, Sums>,
    by_useful_month: BTreeMap<u32, Sums>,
}

impl Sums {
    fn add(&mut self, point: CurvePoint) {
        let add = |sum: &mut (f64, usize), value: Option<f64>| {
            if let Some(value) = value {
                *sum = (sum.0 + value, sum.1 + 1);
            }
        };
        add(&mut self.planned, point.planned);
        add(&mut self.actual, point.actual);
        add(&mut self.forecast, point.forecast);
        self.projects += 1;
    }

    fn mean(&self) -> MeanProgress {
        #[expect(clippy::cast_precision_loss, reason = "as many as there are projects")]
        let mean = |(sum, number): (f64, usize)| (number > 0).then(|| rounded(sum / number as f64));
        let over = |(_, known): (f64, usize)| Known {
            known,
            of: self.projects,
        };
        MeanProgress {
            planned: mean(self.planned),
            planned_over: over(self.planned),
            actual: mean(self.actual),
            actual_over: over(self.actual),
            forecast: mean(self.forecast),
            forecast_over: over(self.forecast),
        }
    }
}

impl ProgrammeCurve {
    /// That of no project yet, read on the first and the last of these days, at the beginning of each month between, and today.
    pub fn within(from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Self {
        let months = Month::within(from, until).map(Month::first);
        let days = months
            .chain([from, until, today])
            .filter(|day| (from..=until).contains(day));
        Self {
            by_date: days.map(|day| (day, Sums::default())).collect(),
            by_useful_month: BTreeMap::new(),
        }
    }

    fn add(&mut self, curve: &Curve<'_>) {
        let clock = &curve.clock;
        for (day, sums) in self.by_date.range_mut(clock.start()..) {
            sums.add(curve.lasting_on(*day));
        }
        let (months, days) = (i64::from(clock.months()), clock.total_days());
        for month in 0..=clock.months() {
            let passed = (i64::from(month) * days + months - 1) / months.max(1);
            if let Some(day) = clock.date_after_useful_days(passed) {
                self.by_useful_month
                    .entry(month)
                    .or_default()
                    .add(curve.lasting_on(day));
            }
        }
    }

    /// The means on the calendar.
    pub fn by_date(&self) -> Vec<DateMean> {
        let means = self.by_date.iter().map(|(on, sums)| DateMean {
            on: *on,
            mean: sums.mean(),
        });
        means.collect()
    }

    /// The means on the axis of useful months.
    pub fn by_useful_month(&self) -> Vec<UsefulMonthMean> {
        let means = self.by_useful_month.iter().map(|(months, sums)| UsefulMonthMean {
            useful_months: *months,
            mean: sums.mean(),
        });
        means.collect()
    }
}

/// Adds projects, each from its start on.
impl<'a> Extend<Curve<'a>> for ProgrammeCurve {
    fn extend<T: IntoIterator<Item = Curve<'a>>>(&mut self, curves: T) {
        for curve in curves {
            self.add(&curve);
        }
    }
}
