//! Whether what was ordered is settled: the months countersigned, and nothing beyond an order without a motive.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::MonthState;
use crate::civil::Month;
use crate::database::schema::{mission_months, missions};
use crate::projects::{Within, within};

diesel::table! {
    /// What was logged, corrected entries aside, by month and mission (a view).
    logged_months (project_id) {
        project_id -> Uuid,
        programme_id -> Uuid,
        mission_id -> Nullable<Uuid>,
        month -> Date,
        person_days -> Nullable<Double>,
        known -> BigInt,
        entries -> BigInt,
    }
}

/// What was logged in a month on a mission, or on none.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = logged_months, check_for_backend(diesel::pg::Pg))]
pub struct LoggedMonth {
    /// The project.
    pub project_id: Uuid,
    /// The mission; none of what a laureate or a coordinator logged.
    pub mission_id: Option<Uuid>,
    /// The month's first day.
    pub month: NaiveDate,
    /// The person-days; none where no entry says.
    pub person_days: Option<f64>,
    /// How many entries say.
    pub known: i64,
    /// How many there are.
    pub entries: i64,
}

/// What was logged, month by month.
pub async fn logged(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<LoggedMonth>> {
    within!(logged_months, within)
        .select(LoggedMonth::as_select())
        .load(&mut conn)
        .await
}

/// What was ordered of a provider.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = missions, check_for_backend(diesel::pg::Pg))]
pub struct Order {
    /// The mission.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    provider_id: Uuid,
    from_on: NaiveDate,
    until_on: NaiveDate,
    /// The person-days.
    pub ordered_days: Option<f64>,
    #[diesel(select_expression = missions::overrun_motive.is_not_null())]
    is_explained: bool,
}

/// The orders, and which of their months are countersigned.
#[derive(Debug)]
pub struct Orders {
    /// The orders.
    pub missions: Vec<Order>,
    countersigned: HashSet<(Uuid, NaiveDate)>,
}

/// A mission whose order is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The project.
    pub project: Uuid,
    /// The mission.
    pub mission: Uuid,
    /// Its provider.
    pub provider: Uuid,
    /// Its months that are over, or in which work counts, and that are not countersigned.
    pub months: Vec<Month>,
    /// Whether more was logged than ordered, and nobody said why.
    pub is_overrun: bool,
}

/// The orders, and which of their months are countersigned.
pub async fn orders(conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Orders> {
    let (mut one, mut two) = (conn, conn);
    let missions = within!(missions by project, within).order((missions::from_on, missions::id));
    let missions = missions.select(Order::as_select());
    let months = within!(mission_months, within).filter(mission_months::state.eq(MonthState::Countersigned));
    let months = months.select((mission_months::mission_id, mission_months::month));
    let (missions, months) = tokio::try_join!(missions.load(&mut one), months.load(&mut two))?;
    Ok(Orders {
        missions,
        countersigned: months.into_iter().collect(),
    })
}

impl Orders {
    /// The missions whose order is not settled on a day, with what was logged until then.
    pub fn unsettled(&self, logged: &[LoggedMonth], today: NaiveDate) -> Vec<Unsettled> {
        let mut by_mission: HashMap<Uuid, Vec<&LoggedMonth>> = HashMap::new();
        for month in logged {
            if let Some(mission) = month.mission_id {
                by_mission.entry(mission).or_default().push(month);
            }
        }
        let unsettled = self.missions.iter().filter_map(|mission| {
            let on_it = || by_mission.get(&mission.id).into_iter().flatten();
            let over = |month: &Month| month.until().min(mission.until_on) <= today;
            let months: BTreeSet<Month> = Month::within(mission.from_on, mission.until_on)
                .filter(over)
                .chain(on_it().map(|logged| Month::of(logged.month)))
                .filter(|month| !self.countersigned.contains(&(mission.id, Month::first(*month))))
                .collect();
            let days: f64 = on_it().filter_map(|month| month.person_days).sum();
            let beyond = mission.ordered_days.is_some_and(|ordered| days > ordered);
            let is_overrun = beyond && !mission.is_explained;
            (is_overrun || !months.is_empty()).then(|| Unsettled {
                project: mission.project_id,
                mission: mission.id,
                provider: mission.provider_id,
                months: months.into_iter().collect(),
                is_overrun,
            })
        });
        unsettled.collect()
    }
}
