//! The rows of a milestone: itself, its dependencies, its forecasts.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::life::MilestoneState;
use crate::access::WorkPeriod;
use crate::database::schema::{forecasts, milestone_dependencies, milestones};
use crate::journal::{Place, record};
use crate::reference::Reference;

/// A milestone.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Milestone {
    pub id: Uuid,
    pub project_id: Uuid,
    /// Its number in the project, from which its code is made.
    pub number: i32,
    pub code: String,
    pub track: String,
    pub title: String,
    pub description: Option<String>,
    pub acceptance_criteria: Vec<String>,
    pub weight: f64,
    pub required_evidence: Vec<String>,
    pub state: MilestoneState,
    pub baseline_on: Option<NaiveDate>,
    pub forecast_on: NaiveDate,
    pub started_on: Option<NaiveDate>,
    /// Of the latest submission, unless it was withdrawn or the milestone reopened.
    pub submitted_on: Option<NaiveDate>,
    pub decided_on: Option<NaiveDate>,
    pub resubmit_by: Option<NaiveDate>,
    pub reduction_percent: Option<i32>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

/// A milestone that must be accepted before another can be submitted.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = milestone_dependencies, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Dependency {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub depends_on_id: Uuid,
}

/// A milestone, as far as it goes whether it was accepted.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub struct MilestoneOutcome {
    pub id: Uuid,
    pub project_id: Uuid,
    pub code: String,
    pub track: String,
    pub state: MilestoneState,
}

/// A forecast that was made; the newest counts. Belongs to its milestone in the journal.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = forecasts, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Forecast {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub forecast_on: NaiveDate,
    pub motive: String,
    pub recorded_by: Uuid,
    pub recorded_at: DateTime<Utc>,
    /// The suspension that moved it; none where it was set by hand.
    pub suspension_id: Option<Uuid>,
}

impl Forecast {
    /// A forecast that is set by hand.
    pub fn new(milestone: Uuid, forecast_on: NaiveDate, motive: &str, by: Uuid, at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            milestone_id: milestone,
            forecast_on,
            motive: motive.to_owned(),
            recorded_by: by,
            recorded_at: at,
            suspension_id: None,
        }
    }
}

impl Milestone {
    /// How an answer points to it.
    pub fn reference(&self) -> Reference {
        Reference::coded(self.id, &self.code, &self.title)
    }
}

impl Milestone {
    /// The days on which what was submitted was worked on.
    pub fn worked(&self) -> Option<WorkPeriod> {
        let until = self.submitted_on?;
        let from = self.started_on;
        Some(WorkPeriod { from, until })
    }
}

record!(Milestone in milestones as Milestone, |row| Place { project: Some(row.project_id), milestone: Some(row.id), ..Place::default() }, versioned);
