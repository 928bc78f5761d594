//! The useful-months clocks of several projects at once, for lists and dashboards.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::sum;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::model::Project;
use crate::civil::DateRange;
use crate::database::schema::{extensions, suspensions};
use crate::useful_months::UsefulMonths;

/// The clocks by project; one without a start has none. Two statements, pipelined.
pub async fn clocks(
    conn: &AsyncPgConnection,
    projects: impl Iterator<Item = &Project>,
) -> QueryResult<HashMap<Uuid, UsefulMonths>> {
    let started: Vec<(&Project, NaiveDate)> = projects
        .filter_map(|project| project.started_on.map(|start| (project, start)))
        .collect();
    if started.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = started.iter().map(|(project, _)| project.id).collect();
    let (mut one, mut two) = (conn, conn);
    let added = extensions::table
        .filter(extensions::project_id.eq_any(ids.clone()))
        .filter(extensions::cancelled_at.is_null())
        .group_by(extensions::project_id)
        .select((extensions::project_id, sum(extensions::useful_months)));
    let suspended = suspensions::table
        .filter(suspensions::project_id.eq_any(ids))
        .filter(suspensions::cancelled_at.is_null())
        .select((suspensions::project_id, suspensions::from_on, suspensions::until_on));
    let (added, suspended) = try_join(
        added.load::<(Uuid, Option<i64>)>(&mut one),
        suspended.load::<(Uuid, NaiveDate, Option<NaiveDate>)>(&mut two),
    )
    .await?;
    let added: HashMap<Uuid, Option<i64>> = added.into_iter().collect();
    let mut ranges: HashMap<Uuid, Vec<DateRange>> = HashMap::new();
    for (project, from, until) in suspended {
        ranges.entry(project).or_default().push(DateRange { from, until });
    }
    let clocks = started.into_iter().map(|(project, start)| {
        let added = added.get(&project.id).copied().flatten().unwrap_or(0);
        let months = u32::try_from(i64::from(project.useful_months) + added).unwrap_or_default();
        let suspended = ranges.remove(&project.id).unwrap_or_default();
        (
            project.id,
            UsefulMonths::new(start, months, suspended, project.ended_on),
        )
    });
    Ok(clocks.collect())
}
