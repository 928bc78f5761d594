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

/// What moves the clocks of some projects: loaded by their ids, beside the projects themselves.
#[derive(Debug, Default)]
pub struct ClockParts {
    added: HashMap<Uuid, i64>,
    suspended: HashMap<Uuid, Vec<DateRange>>,
}

impl ClockParts {
    /// Two statements, pipelined.
    pub async fn load(conn: &AsyncPgConnection, projects: Vec<Uuid>) -> QueryResult<Self> {
        if projects.is_empty() {
            return Ok(Self::default());
        }
        let (mut one, mut two) = (conn, conn);
        let added = extensions::table
            .filter(extensions::project_id.eq_any(projects.clone()))
            .filter(extensions::cancelled_at.is_null())
            .group_by(extensions::project_id)
            .select((extensions::project_id, sum(extensions::useful_months)));
        let suspended = suspensions::table
            .filter(suspensions::project_id.eq_any(projects))
            .filter(suspensions::cancelled_at.is_null())
            .select((suspensions::project_id, suspensions::from_on, suspensions::until_on));
        let (added, suspended) = try_join(
            added.load::<(Uuid, Option<i64>)>(&mut one),
            suspended.load::<(Uuid, NaiveDate, Option<NaiveDate>)>(&mut two),
        )
        .await?;
        let mut parts = Self {
            added: added
                .into_iter()
                .map(|(id, months)| (id, months.unwrap_or(0)))
                .collect(),
            ..Self::default()
        };
        for (project, from, until) in suspended {
            let ranges = parts.suspended.entry(project).or_default();
            ranges.push(DateRange { from, until });
        }
        Ok(parts)
    }

    /// The clock of one of the projects; none before it has a start.
    pub fn clock(&self, project: &Project) -> Option<UsefulMonths> {
        let start = project.started_on?;
        let added = self.added.get(&project.id).copied().unwrap_or(0);
        let months = u32::try_from(i64::from(project.useful_months) + added).unwrap_or_default();
        let suspended = self.suspended.get(&project.id).cloned().unwrap_or_default();
        Some(UsefulMonths::new(start, months, suspended, project.ended_on))
    }
}
