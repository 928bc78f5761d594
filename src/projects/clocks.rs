//! What the useful-months clock of a project is made of, as the database gives it: for one, for
//! several at once, or beside what else is read of a project.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use uuid::Uuid;

use crate::civil::DateRange;
use crate::database::Json;
use crate::database::schema::projects;
use crate::useful_months::UsefulMonths;

diesel::table! {
    /// What moves the clock of a project (a view).
    project_clocks (project_id) {
        project_id -> Uuid,
        clock -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(project_clocks, projects);
diesel::joinable!(project_clocks -> projects (project_id));

/// What moves the clock of a project.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ClockParts {
    start: Option<NaiveDate>,
    months: i64,
    end: Option<NaiveDate>,
    suspended: Vec<DateRange>,
}

impl ClockParts {
    /// The clock; none before there is a start.
    pub fn clock(self) -> Option<UsefulMonths> {
        let months = self.months();
        Some(UsefulMonths::new(self.start?, months, self.suspended, self.end))
    }

    /// The useful months, extensions included.
    pub fn months(&self) -> u32 {
        u32::try_from(self.months).unwrap_or_default()
    }
}

/// What moves a project's clock.
pub async fn clock_parts(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<ClockParts> {
    let query = project_clocks::table.find(project).select(project_clocks::clock);
    let Json(parts) = query.first(&mut conn).await?;
    Ok(parts)
}

/// The useful-months clock of a project; none before it has a start.
pub async fn clock(conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Option<UsefulMonths>> {
    Ok(clock_parts(conn, project).await?.clock())
}

/// The clocks of several projects, by their ids; of those that have one.
pub async fn clocks(mut conn: &AsyncPgConnection, projects: Vec<Uuid>) -> QueryResult<HashMap<Uuid, UsefulMonths>> {
    if projects.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Json<ClockParts>)> = project_clocks::table
        .filter(project_clocks::project_id.eq_any(projects))
        .load(&mut conn)
        .await?;
    let clocks = rows
        .into_iter()
        .filter_map(|(id, Json(parts))| Some((id, parts.clock()?)));
    Ok(clocks.collect())
}
