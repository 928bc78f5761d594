//! The progress curve of a project: what was planned, what was reached as it was known day by day, what is forecast. Pure.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::dto::{CurvePoint, ProgressCurveView};
use super::history::ProjectHistory;
use super::likely_end::Reached;
use super::versions::MilestoneVersion;
use crate::known::Known;
use crate::milestones::derived::{Share, expected_progress, progress};
use crate::plans::may_read_baselines;
use crate::portfolio::rounded;
use crate::projects::ProjectContext;
use crate::useful_months::UsefulMonths;

/// The percent of what is reached.
const REACHED: i32 = 100;

/// The progress curve of the context's project, read on a day. To an observer, without what was planned.
pub fn progress_curve(context: &ProjectContext, history: &ProjectHistory, today: NaiveDate) -> ProgressCurveView {
    let shares = history.shares_on(today);
    let clock = history.clock.as_ref();
    let planned_shown = may_read_baselines(context.visibility).is_ok();
    let curve = Curve::of(history, today, planned_shown);
    let reached = Reached {
        clock,
        shares: &shares,
        today,
    };
    ProgressCurveView {
        project: context.project.reference(),
        on: today,
        useful_months: clock.map(|clock| clock.months()),
        planned_end: clock.and_then(|clock| clock.planned_end(today)),
        points: curve.as_ref().map(Curve::points).unwrap_or_default(),
        planned_over: planned_shown.then(|| planned_over(&shares, today)),
        forecast_over: forecast_over(history, today),
        likely_end: planned_shown.then(|| reached.likely_end()),
    }
}

/// How many of the milestones that count have a baseline date, of how many.
fn planned_over(shares: &[Share], today: NaiveDate) -> Known {
    let expected = expected_progress(shares, None, today);
    Known {
        known: expected.known,
        of: expected.of,
    }
}

/// How many of the open milestones have a forecast that is ahead, of how many.
fn forecast_over(history: &ProjectHistory, today: NaiveDate) -> Known {
    let open = || history.milestones_on(today).filter(|row| row.state.is_open());
    Known {
        known: open().filter(|row| is_ahead(row, today)).count(),
        of: open().count(),
    }
}

/// Whether what is forecast of an open milestone can still be.
fn is_ahead(row: &MilestoneVersion, today: NaiveDate) -> bool {
    row.state.is_open() && row.forecast_on >= today
}

impl CurvePoint {
    fn values(&self) -> [Option<f64>; 3] {
        [self.planned, self.actual, self.forecast]
    }
}

/// A project's curve at every day: what its points and the programme's curve are read from.
pub struct Curve<'a> {
    history: &'a ProjectHistory,
    /// The clock with an open suspension ended today.
    pub clock: UsefulMonths,
    today: NaiveDate,
    planned_shown: bool,
    /// Until when something was reached: today, or the end and what was still told after it.
    reached_until: NaiveDate,
    /// What stands today.
    shares: Vec<Share>,
    /// The open milestones whose forecast is ahead, by the day as of which they are expected to be reached.
    ahead: Vec<(NaiveDate, usize)>,
}

impl<'a> Curve<'a> {
    /// That of a project, read on a day, with what was planned or without; none before it has a start.
    pub fn of(history: &'a ProjectHistory, today: NaiveDate, planned_shown: bool) -> Option<Self> {
        let clock = history.clock.as_ref()?.as_if_resumed_on(today);
        let last_change = history.changes().last().copied();
        let reached_until = history
            .ended_on
            .map_or(today, |end| end.max(last_change.unwrap_or(end)).min(today));
        let rows = history.milestones_on(today).enumerate();
        let ahead = rows.filter(|(_, row)| is_ahead(row, today));
        let ahead = ahead.filter_map(|(place, row)| Some((row.forecast_on.succ_opt()?, place)));
        Some(Self {
            history,
            today,
            planned_shown,
            reached_until,
            shares: history.shares_on(today),
            ahead: ahead.collect(),
            clock,
        })
    }

    /// The days on which it changes, or something begins or ends, in order: its values hold from one to the next.
    pub fn points(&self) -> Vec<CurvePoint> {
        let (start, end) = (self.clock.start(), self.clock.planned_end(self.clock.start()));
        let baselines = self.shares.iter().filter(|_| self.planned_shown);
        let baselines = baselines.filter_map(|share| share.baseline);
        let planned = baselines.filter_map(|baseline| baseline.expected_from(&self.clock));
        let suspended = self.clock.suspensions().iter();
        let suspended = suspended.flat_map(|range| [Some(range.from), range.until]).flatten();
        let corners: BTreeSet<NaiveDate> = suspended.chain([start, self.reached_until]).chain(end).collect();
        let forecast = self.ahead.iter().map(|(day, _)| *day);
        let reached = self.history.changes().into_iter();
        let reached = reached.filter(|day| *day <= self.reached_until);
        let days: BTreeSet<NaiveDate> = planned
            .chain(forecast)
            .chain(reached)
            .chain(corners.iter().copied())
            .collect();
        let mut points: Vec<CurvePoint> = days.range(start..).map(|day| self.on(*day)).collect();
        points.dedup_by(|next, before| !corners.contains(&next.on) && next.values() == before.values());
        points
    }

    /// The curve on a day.
    pub fn on(&self, day: NaiveDate) -> CurvePoint {
        let reached = || self.history.progress_on(day).map(rounded);
        CurvePoint {
            on: day,
            useful_months: self.clock.in_months(self.clock.useful_days(day) as f64),
            planned: self.planned(day).map(rounded),
            actual: (day <= self.reached_until).then(reached).flatten(),
            forecast: self.forecast(day).map(rounded),
        }
    }

    /// The same among the projects of a programme: what was reached by its end lasts.
    pub fn lasting_on(&self, day: NaiveDate) -> CurvePoint {
        let reached = (day <= self.today).then(|| self.history.progress_on(day).map(rounded));
        let lasts = self.history.ended_on.is_some() && day >= self.today;
        let point = self.on(day);
        CurvePoint {
            actual: reached.flatten(),
            forecast: match lasts {
                true => progress(&self.shares).map(rounded),
                false => point.forecast,
            },
            ..point
        }
    }

    fn planned(&self, day: NaiveDate) -> Option<f64> {
        let expected = expected_progress(&self.shares, Some(&self.clock), day);
        expected.percent.filter(|_| self.planned_shown)
    }

    /// From today on, what will be reached if each forecast that is ahead is kept. Nothing is forecast of a project that has ended.
    fn forecast(&self, day: NaiveDate) -> Option<f64> {
        if day < self.today || self.history.ended_on.is_some() {
            return None;
        }
        let mut shares = self.shares.clone();
        for (_, place) in self.ahead.iter().filter(|(from, _)| *from <= day) {
            shares[*place].percent = REACHED;
        }
        progress(&shares)
    }
}
