//! The row of a month of a mission; one that was never closed has none, and is open.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::civil::Month;
use crate::database::Prepared;
use crate::database::schema::mission_months;
use crate::journal::{Action, Edited, Place, Record, Versioned, record};
use crate::missions::Mission;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of a month of a mission.
    pub enum MonthState {
        Open "open" "Ouvert" "Open";
        Closed "closed" "Clos" "Closed";
        Countersigned "countersigned" "Contresigné" "Countersigned";
    }
}

impl Life for MonthState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            // Closed again, it takes in what was logged since.
            (Self::Open | Self::Closed, Action::Closed) => Some(Self::Closed),
            (Self::Closed, Action::Countersigned) => Some(Self::Countersigned),
            (Self::Closed | Self::Countersigned, Action::Reopened) => Some(Self::Open),
            _ => None,
        }
    }
}

/// A month of a mission.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mission_months, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct MissionMonth {
    pub id: Uuid,
    pub project_id: Uuid,
    pub mission_id: Uuid,
    /// Its first day.
    #[serde(serialize_with = "as_month")]
    pub month: NaiveDate,
    pub state: MonthState,
    /// The person-days that were logged when it was closed.
    pub closed_days: Option<f64>,
    /// A digest of the entries that counted then.
    #[serde(skip)]
    pub closed_entries: Option<String>,
    /// The part of the order that fell in it then.
    pub closed_order: Option<f64>,
    /// 0 where it has no row yet.
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(MissionMonth in mission_months as MissionMonth, |row| Place::in_project(row.project_id));

/// In the journal, as clients name it.
fn as_month<S: Serializer>(first: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Month::of(*first))
}

impl MissionMonth {
    /// One that nothing was done to: what the mission makes it.
    pub fn untouched(mission: &Mission, month: Month) -> Self {
        Self {
            id: Uuid::now_v7(),
            project_id: mission.project_id,
            mission_id: mission.id,
            month: month.first(),
            state: MonthState::Open,
            closed_days: None,
            closed_entries: None,
            closed_order: None,
            version: 0,
            created_at: mission.created_at,
            created_by: mission.updated_by,
            updated_at: mission.updated_at,
            updated_by: mission.updated_by,
        }
    }

    /// Those of a mission that something was done to.
    pub async fn of(mut conn: &AsyncPgConnection, mission: Uuid) -> QueryResult<Vec<Self>> {
        mission_months::table
            .filter(mission_months::mission_id.eq(mission))
            .select(Self::as_select())
            .load(&mut conn)
            .await
    }
}

impl Versioned for MissionMonth {
    fn edited(&self) -> Edited {
        Edited {
            version: self.version,
            at: self.updated_at,
            by: self.updated_by,
        }
    }

    fn edit(&mut self, version: i32, at: DateTime<Utc>, by: Uuid) {
        if self.version == 0 {
            (self.created_at, self.created_by) = (at, by);
        }
        (self.version, self.updated_at, self.updated_by) = (version, at, by);
    }

    async fn update(&self, before: &Self, mut conn: &AsyncPgConnection) -> QueryResult<()> {
        if before.version == 0 {
            return self.insert(conn).await;
        }
        let row = mission_months::table.find(self.id);
        let statement = Prepared(diesel::update(row).set(self));
        statement.execute(&mut conn).await.map(drop)
    }
}
