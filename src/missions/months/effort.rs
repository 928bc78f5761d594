//! What was logged on a mission, month by month, beside what was ordered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists, not, sql, sum};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::dto::{MissionEffortView, MissionMonthView, TrackEffort};
use super::model::{MissionMonth, MonthState};
use crate::civil::{DateRange, Month};
use crate::database::Prepared;
use crate::database::schema::{mission_months, progress_entries};
use crate::missions::Mission;
use crate::projects::ProjectContext;
use crate::reference::{Names, names_among};

/// A mission's effort.
#[derive(Debug)]
pub struct Effort {
    /// The mission.
    pub mission: Mission,
    months: BTreeMap<Month, Logged>,
    touched: Vec<MissionMonth>,
    names: Names,
}

/// What was logged in a month.
#[derive(Debug, Default)]
struct Logged {
    /// Digests of the entries, of each day and track.
    digests: String,
    entries: i64,
    tracks: BTreeMap<String, f64>,
}

diesel::allow_columns_to_appear_in_same_group_by_clause!(progress_entries::occurred_on, progress_entries::track);
diesel::alias!(progress_entries as later_entries: LaterEntries);

/// Day, track; person-days, entries, a digest of which they are.
type Spent = (NaiveDate, String, Option<f64>, i64, String);

/// What is known of a mission's effort, besides the mission.
#[derive(Debug)]
pub struct EffortRows {
    spent: Vec<Spent>,
    touched: Vec<MissionMonth>,
    names: Names,
}

impl EffortRows {
    /// Those of a mission.
    pub async fn of(conn: &AsyncPgConnection, mission: Uuid) -> QueryResult<Self> {
        let editors = mission_months::table
            .filter(mission_months::mission_id.eq(mission))
            .select(mission_months::updated_by);
        let (spent, touched, names) = try_join3(
            spent(conn, mission),
            MissionMonth::of(conn, mission),
            names_among!(conn, editors),
        )
        .await?;
        Ok(Self { spent, touched, names })
    }
}

impl Effort {
    /// That of a mission.
    pub fn new(mission: Mission, rows: EffortRows) -> Self {
        let EffortRows { spent, touched, names } = rows;
        let planned = Month::within(mission.from_on, mission.until_on);
        let with_rows = touched.iter().map(|row| Month::of(row.month));
        let months = planned.chain(with_rows).map(|month| (month, Logged::default()));
        let mut months: BTreeMap<Month, Logged> = months.collect();
        for (day, track, days, entries, digest) in spent {
            let logged = months.entry(Month::of(day)).or_default();
            logged.entries += entries;
            logged.digests += &digest;
            *logged.tracks.entry(track).or_default() += days.unwrap_or_default();
        }
        Self {
            mission,
            months,
            touched,
            names,
        }
    }

    /// What tells whether the same entries count in a month as before.
    pub fn digest_of(&self, month: Month) -> String {
        let digests = self.months.get(&month).map(|logged| logged.digests.as_str());
        format!("{:x}", Sha256::digest(digests.unwrap_or_default()))
    }

    /// The person-days logged in a month.
    pub fn logged_in(&self, month: Month) -> f64 {
        self.months.get(&month).map(Logged::days).unwrap_or_default()
    }

    /// One of its months; none that the mission neither touches nor has entries in.
    pub fn month(&self, month: Month) -> Option<MissionMonth> {
        self.months.contains_key(&month).then(|| {
            let row = self.touched.iter().find(|row| row.month == month.first());
            row.cloned()
                .unwrap_or_else(|| MissionMonth::untouched(&self.mission, month))
        })
    }

    /// How one of its months is shown.
    pub fn view_of(&self, row: &MissionMonth) -> MissionMonthView {
        let month = Month::of(row.month);
        let logged = self.months.get(&month);
        let is_touched = row.version > 0;
        MissionMonthView {
            month: month.to_string(),
            state: row.state,
            ordered_days: match row.state {
                MonthState::Open => self.ordered_in(month),
                MonthState::Closed | MonthState::Countersigned => row.closed_order,
            },
            logged_days: self.logged_in(month),
            entries: logged.map(|logged| logged.entries).unwrap_or_default(),
            tracks: logged.map(Logged::by_track).unwrap_or_default(),
            closed_days: row.closed_days,
            version: row.version,
            updated_at: is_touched.then_some(row.updated_at),
            updated_by: is_touched.then(|| self.names.account(row.updated_by)),
        }
    }

    /// How it is shown.
    pub fn view(&self, context: &ProjectContext) -> MissionEffortView {
        let rows = self.months.keys().filter_map(|month| self.month(*month));
        MissionEffortView {
            mission: self.mission.id,
            project: context.project.reference(),
            ordered_days: self.mission.ordered_days,
            logged_days: total(self.months.values().map(Logged::days)),
            months: rows.map(|row| self.view_of(&row)).collect(),
        }
    }

    /// The part of the order that falls in a month, to the hundredth of a day: the parts add up to the order.
    pub fn ordered_in(&self, month: Month) -> Option<f64> {
        let days = DateRange::closed(self.mission.from_on, self.mission.until_on);
        let (ordered, all) = (self.mission.ordered_days?, days.days()?.max(1));
        let until = |day| {
            let part = ordered * days.days_between(self.mission.from_on, day) as f64 / all as f64;
            (part * 100.0).round()
        };
        Some((until(month.until()) - until(month.first())) / 100.0)
    }
}

/// A sum; of nothing it is 0 (`sum` begins with -0).
fn total(days: impl Iterator<Item = f64>) -> f64 {
    days.fold(0.0, |sum, days| sum + days)
}

impl Logged {
    fn days(&self) -> f64 {
        total(self.tracks.values().copied())
    }

    fn by_track(&self) -> Vec<TrackEffort> {
        let tracks = self.tracks.iter().map(|(track, logged_days)| TrackEffort {
            track: track.clone(),
            logged_days: *logged_days,
        });
        tracks.collect()
    }
}

/// What was logged on a mission, corrected entries aside.
async fn spent(mut conn: &AsyncPgConnection, mission: Uuid) -> QueryResult<Vec<Spent>> {
    use progress_entries::{corrects_id, id, mission_id, occurred_on, person_days, track};
    let correction = later_entries.filter(later_entries.field(corrects_id).eq(id.nullable()));
    let spent = progress_entries::table
        .filter(mission_id.eq(mission))
        .filter(not(exists(correction)))
        .group_by((occurred_on, track))
        .order((occurred_on, track))
        .select((
            occurred_on,
            track,
            sum(person_days),
            count_star(),
            sql::<Text>("md5(string_agg(progress_entries.id::text, '' order by progress_entries.id))"),
        ));
    // Its text never changes, whatever diesel thinks of what it does not read.
    Prepared(spent).load(&mut conn).await
}
