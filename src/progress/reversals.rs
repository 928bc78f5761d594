//! What entries of countersigned months ask of others: such a month takes none, and an entry of an open one takes one of
//! its back.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::queries::Replaceable;
use crate::civil::Month;
use crate::database::schema::{mission_months, progress_entries};
use crate::missions::MonthState;

diesel::alias!(progress_entries as reversing: Reversing);

/// What is countersigned and taken back, of what a request names.
#[derive(Debug, Default)]
pub struct Reversals {
    /// The entries that others take back.
    reversed: HashSet<Uuid>,
    /// The countersigned months of the projects' missions.
    pub countersigned: HashSet<(Uuid, Month)>,
}

impl Reversals {
    /// Those of these entries, and of the missions of these projects.
    pub async fn load(conn: &AsyncPgConnection, entries: Vec<Uuid>, projects: &[Uuid]) -> QueryResult<Self> {
        let (reversed, countersigned) = try_join(reversed(conn, entries), countersigned(conn, projects)).await?;
        Ok(Self {
            reversed,
            countersigned,
        })
    }

    /// Whether an entry can still be replaced or taken back: it takes none back itself, and none takes it back.
    pub fn is_untouched(&self, entry: &Replaceable) -> bool {
        entry.reverses_id.is_none() && !self.reversed.contains(&entry.id)
    }

    /// Whether an entry stands in a countersigned month.
    pub fn is_countersigned(&self, entry: &Replaceable) -> bool {
        let month = Month::of(entry.occurred_on);
        entry
            .mission_id
            .is_some_and(|mission| self.countersigned.contains(&(mission, month)))
    }

    /// The countersigned month in which work would count, or in which what it replaces counts, and the field that says so.
    pub fn closed(
        &self,
        mission: Option<Uuid>,
        on: NaiveDate,
        replaced: Option<&Replaceable>,
    ) -> Option<(Month, &'static str)> {
        let month = Month::of(on);
        let own = mission.is_some_and(|mission| self.countersigned.contains(&(mission, month)));
        let replaced = replaced.filter(|replaced| self.is_countersigned(replaced));
        let replaced = replaced.map(|replaced| (Month::of(replaced.occurred_on), "/corrects"));
        own.then_some((month, "/occurred_on")).or(replaced)
    }

    /// An entry was taken back.
    pub fn record(&mut self, entry: Uuid) {
        self.reversed.insert(entry);
    }
}

/// Those of the entries that others take back.
async fn reversed(mut conn: &AsyncPgConnection, entries: Vec<Uuid>) -> QueryResult<HashSet<Uuid>> {
    if entries.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = progress_entries::table.filter(progress_entries::reverses_id.eq_any(entries));
    let reversed = rows.select(progress_entries::reverses_id.assume_not_null());
    reversed.load(&mut conn).await.map(HashSet::from_iter)
}

/// The countersigned months of the missions of these projects.
async fn countersigned(mut conn: &AsyncPgConnection, projects: &[Uuid]) -> QueryResult<HashSet<(Uuid, Month)>> {
    let months: Vec<(Uuid, NaiveDate)> = mission_months::table
        .filter(mission_months::project_id.eq_any(projects))
        .filter(mission_months::state.eq(MonthState::Countersigned))
        .select((mission_months::mission_id, mission_months::month))
        .load(&mut conn)
        .await?;
    Ok(months
        .into_iter()
        .map(|(mission, day)| (mission, Month::of(day)))
        .collect())
}

/// What takes the entry at hand back.
#[diesel::dsl::auto_type]
pub(super) fn reversal() -> _ {
    reversing.filter(
        reversing
            .field(progress_entries::reverses_id)
            .eq(progress_entries::id.nullable()),
    )
}

/// The entries of a programme that others take back.
#[diesel::dsl::auto_type]
pub(crate) fn reversed_in(programme: Uuid) -> _ {
    reversing
        .filter(reversing.field(progress_entries::programme_id).eq(programme))
        .filter(reversing.field(progress_entries::reverses_id).is_not_null())
        .select(reversing.field(progress_entries::reverses_id).assume_not_null())
}
