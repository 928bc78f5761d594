//! What was known of a project, day by day. Pure.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::versions::MilestoneVersion;
use crate::civil::{self, DateRange};
use crate::milestones::derived::{BaselineDate, MilestoneDates, Share, percent, progress};
use crate::useful_months::UsefulMonths;

/// A percent that an entry tells of a milestone, and the days at whose end it counted.
#[derive(Clone, Debug)]
pub(super) struct ToldPercent {
    pub counted: DateRange,
    /// By which the latest counts.
    pub place: (NaiveDate, DateTime<Utc>, Uuid),
    pub percent: i32,
}

/// The days of a history: how instants become the days at whose end something was known.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Where the programme is.
    pub zone: Tz,
    /// The day of the reading: nothing was known later.
    pub today: NaiveDate,
    /// As of when it is read, where that is not now.
    pub as_of: Option<DateTime<Utc>>,
}

/// What was known of a project at the end of each day.
#[derive(Clone, Debug, Default)]
pub struct ProjectHistory {
    /// Its clock, with what is known of suspensions and extensions; none before there is a start.
    pub clock: Option<UsefulMonths>,
    /// The day on which it ended.
    pub ended_on: Option<NaiveDate>,
    /// The days on which a report on it was published, in order.
    pub reports: Vec<NaiveDate>,
    pub(super) versions: Vec<(DateRange, MilestoneVersion)>,
    pub(super) percents: HashMap<Uuid, Vec<ToldPercent>>,
    /// The day on which each milestone's last baseline was approved.
    pub(super) approvals: HashMap<Uuid, NaiveDate>,
}

impl Days {
    fn of(self, at: DateTime<Utc>) -> NaiveDate {
        civil::today(at, self.zone).min(self.today)
    }

    /// The days at whose end it was so.
    pub(super) fn between(self, from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> DateRange {
        let to = to.filter(|to| self.as_of.is_none_or(|as_of| *to <= as_of));
        DateRange {
            from: self.of(from),
            until: to.map(|to| self.of(to)),
        }
    }
}

impl ProjectHistory {
    /// Its milestones as they were known at the end of a day.
    pub fn milestones_on(&self, day: NaiveDate) -> impl Iterator<Item = &MilestoneVersion> {
        let known = self.versions.iter().filter(move |(known, _)| known.contains(day));
        known.map(|(_, version)| version)
    }

    /// What each milestone weighed at the end of a day.
    pub fn shares_on(&self, day: NaiveDate) -> Vec<Share> {
        let share = |row: &MilestoneVersion| Share {
            state: row.state,
            weight: row.weight,
            percent: percent(row.state, self.percent_on(row.id, day)),
            baseline: row.baseline_on.map(|on| BaselineDate {
                on,
                approved_on: self.approvals.get(&row.id).copied().unwrap_or(on),
            }),
        };
        self.milestones_on(day).map(share).collect()
    }

    /// Its progress as it was known at the end of a day.
    pub fn progress_on(&self, day: NaiveDate) -> Option<f64> {
        progress(&self.shares_on(day))
    }

    /// A milestone's dates on a day.
    pub fn dates<'a>(&'a self, row: &MilestoneVersion, verification_days: i32, today: NaiveDate) -> MilestoneDates<'a> {
        MilestoneDates {
            state: row.state,
            forecast_on: Some(row.forecast_on),
            baseline_on: row.baseline_on,
            submitted_on: row.submitted_on,
            verification_days,
            clock: self.clock.as_ref(),
            today,
        }
    }

    /// The days at whose end something else was known than the day before.
    pub fn changes(&self) -> BTreeSet<NaiveDate> {
        let versions = self.versions.iter().map(|(known, _)| known);
        let percents = self.percents.values().flatten().map(|told| &told.counted);
        let ends = versions
            .chain(percents)
            .flat_map(|range| [Some(range.from), range.until]);
        ends.flatten().collect()
    }

    /// What the latest entry told of a milestone, of those that counted at the end of a day.
    fn percent_on(&self, milestone: Uuid, day: NaiveDate) -> Option<i32> {
        let told = self.percents.get(&milestone)?.iter();
        let counted = told.filter(|told| told.counted.contains(day));
        counted.max_by_key(|told| told.place).map(|told| told.percent)
    }
}
