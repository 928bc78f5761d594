//! The figures of a project.

use std::collections::HashMap;

use chrono::{Months, NaiveDate, TimeDelta};
use tokio_postgres::Row;
use uuid::Uuid;

use super::views::{
    Brief, Clock, Effort, Health, Known, MILESTONE_STATES, Numbers, Project, Suspended, counts, rounded,
};
use crate::bare::views::{Columns, Reference, days};

/// A suspension.
pub struct Range {
    id: Uuid,
    from: NaiveDate,
    until: Option<NaiveDate>,
    motive: String,
}

impl Range {
    pub fn new(row: &Row) -> Self {
        Self {
            id: row.get(1),
            from: row.get(2),
            until: row.get(3),
            motive: row.get(4),
        }
    }
}

/// A milestone, as far as figures go.
pub struct Milestone {
    id: Uuid,
    code: String,
    title: String,
    track: String,
    state: String,
    forecast_on: NaiveDate,
    baseline_on: Option<NaiveDate>,
    submitted_on: Option<NaiveDate>,
    weight: f64,
    percent: i32,
    approved_on: Option<NaiveDate>,
}

impl Milestone {
    pub fn new(row: &Row, percents: &HashMap<Uuid, i32>, approvals: &HashMap<Uuid, NaiveDate>) -> Self {
        let (id, state): (Uuid, String) = (row.get(1), row.get(5));
        let percent = percents.get(&id).copied().unwrap_or(0).clamp(0, 95);
        Self {
            id,
            code: row.get(2),
            title: row.get(3),
            track: row.get(4),
            percent: if state.starts_with("accepted") { 100 } else { percent },
            state,
            forecast_on: row.get(6),
            baseline_on: row.get(7),
            submitted_on: row.get(8),
            weight: row.get(9),
            approved_on: approvals.get(&id).copied(),
        }
    }
}

/// What a project's figures are made of.
pub struct Figures {
    pub verification_days: i32,
    pub cadence: i32,
    pub today: NaiveDate,
    pub ranges: Vec<Range>,
    pub milestones: Vec<Milestone>,
    pub added: i64,
    pub health: Option<(String, NaiveDate)>,
    pub logged: (Option<f64>, Known),
    pub ordered: (Option<f64>, Known),
}

impl Figures {
    /// The project; `columns` go on after its id.
    pub fn project(self, id: Uuid, mut columns: Columns<'_>, tracks: &[String]) -> Project {
        let (code, title, state): (_, _, String) = (columns.next(), columns.next(), columns.next());
        let (start, ended): (Option<NaiveDate>, Option<NaiveDate>) = (columns.next(), columns.next());
        let months = i64::from(columns.next::<i32>()) + self.added;
        let laureate = Reference::new(columns.next(), columns.next());
        let late = |row: &&Milestone| {
            owed(row) && start.is_some_and(|start| self.useful(row.forecast_on.max(start), self.today) >= 1)
        };
        let brief = |row: &Milestone, late| Brief {
            id: row.id,
            code: row.code.clone(),
            title: row.title.clone(),
            track: row.track.clone(),
            state: row.state.clone(),
            forecast_on: row.forecast_on,
            late,
        };
        let late_milestones: Vec<Brief> = self
            .milestones
            .iter()
            .filter(late)
            .map(|row| brief(row, true))
            .collect();
        let next = self
            .milestones
            .iter()
            .find(|row| owed(row) && !late(row))
            .map(|row| brief(row, false));
        let waited = |on: NaiveDate| self.today.signed_duration_since(on).num_days() - self.suspended(on, self.today);
        let overdue = |row: &&Milestone| {
            row.state == "submitted"
                && row
                    .submitted_on
                    .is_some_and(|on| waited(on) > self.verification_days.into())
        };
        let open = self
            .milestones
            .iter()
            .filter(|row| owed(row) || row.state == "submitted");
        let counted = || self.milestones.iter().filter(|row| row.state != "cancelled");
        let baselined = || counted().filter_map(|row| Some((row.weight, row.baseline_on?, row.approved_on)));
        let moved = |on: NaiveDate, approved: Option<NaiveDate>| {
            on + TimeDelta::days(self.suspended(approved.unwrap_or(on).min(on), self.today))
        };
        let expected = baselined()
            .map(|(weight, on, approved)| (weight, if moved(on, approved) < self.today { 100.0 } else { 0.0 }));
        let overall = self.health.as_ref().map(|(overall, _)| overall.clone());
        let on = self.health.as_ref().map(|(_, on)| *on);
        let known = on.or(start);
        let stale = known.is_some_and(|day| self.today.signed_duration_since(day).num_days() > self.cadence.into());
        Project {
            id,
            code,
            title,
            laureate,
            health: Health {
                overall,
                on,
                stale: stale && state == "running",
            },
            state,
            progress: mean(counted().map(|row| (row.weight, f64::from(row.percent)))).map(rounded),
            expected_progress: mean(expected).map(rounded),
            expected_over: Known {
                known: baselined().count() as i64,
                of: counted().count() as i64,
            },
            milestones: Numbers {
                by_state: counts(MILESTONE_STATES, self.milestones.iter().map(|row| row.state.as_str())),
                by_track: counts(
                    tracks.iter().map(String::as_str),
                    self.milestones.iter().map(|row| row.track.as_str()),
                ),
                late: late_milestones.len() as i64,
                decision_overdue: self.milestones.iter().filter(overdue).count() as i64,
            },
            next_milestone: next,
            late_milestones,
            forecast_end: open.map(|row| row.forecast_on).max(),
            effort: Effort {
                logged_days: self.logged.0.unwrap_or_default(),
                logged_over: self.logged.1,
                ordered_days: self.ordered.0,
                ordered_over: self.ordered.1,
            },
            clock: self.clock(start, ended, months),
        }
    }

    /// The clock of a project that has started, with closed suspensions: the benchmark has no others.
    fn clock(&self, start: Option<NaiveDate>, ended: Option<NaiveDate>, months: i64) -> Clock {
        let until = ended.map_or(self.today, |end| end.min(self.today));
        let total = start.map(|start| days(start, start + Months::new(months as u32)));
        let used = start.map(|start| self.useful(start, until));
        let end = start.zip(total).map(|(start, total)| self.after(start, total));
        let share = |used: i64, total: i64| rounded(months as f64 * used as f64 / total as f64);
        let covers = |range: &Range| range.from <= self.today && range.until.is_none_or(|until| self.today < until);
        let told = |range: &Range| Suspended {
            id: range.id,
            from: range.from,
            until: range.until,
            motive: range.motive.clone(),
        };
        Clock {
            as_of: self.today,
            start,
            useful_months: months,
            useful_days_used: used,
            total_days: total,
            useful_months_used: used.zip(total).map(|(used, total)| share(used, total)),
            planned_end: end,
            earliest_end: end,
            overrun_days: used.zip(total).map(|(used, total)| (used - total).max(0)),
            suspended: Some(self.ranges.iter().any(covers)),
            suspensions: self.ranges.iter().map(told).collect(),
        }
    }

    /// The day after so many useful days.
    fn after(&self, start: NaiveDate, total: i64) -> NaiveDate {
        let (mut runs_from, mut left) = (start, total);
        for range in &self.ranges {
            let run = days(runs_from, range.from);
            if left <= run {
                break;
            }
            left -= run;
            runs_from = range.until.unwrap_or(self.today).max(runs_from);
        }
        runs_from + TimeDelta::days(left)
    }

    fn useful(&self, since: NaiveDate, before: NaiveDate) -> i64 {
        days(since, before) - self.suspended(since, before)
    }

    fn suspended(&self, since: NaiveDate, before: NaiveDate) -> i64 {
        self.ranges
            .iter()
            .map(|range| days(range.from.max(since), range.until.unwrap_or(before).min(before)))
            .sum()
    }
}

fn owed(row: &Milestone) -> bool {
    matches!(row.state.as_str(), "planned" | "in_progress" | "deferred")
}

fn mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (weights, sum) = parts.fold((0.0, 0.0), |(weights, sum), (weight, value)| {
        (weights + weight, sum + weight * value)
    });
    (weights > 0.0).then(|| sum / weights)
}
