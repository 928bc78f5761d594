//! The rows of a baseline: itself and its dates. Both are kept as they were written.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::{baseline_dates, baselines};
use crate::journal::{Place, record};

/// An approved baseline of a project.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = baselines, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Baseline {
    pub id: Uuid,
    pub project_id: Uuid,
    /// Its number in the project, from 1.
    pub number: i32,
    pub motive: Option<String>,
    pub approved_by: Uuid,
    pub approved_on: NaiveDate,
    pub approved_at: DateTime<Utc>,
}

/// The date of a milestone in a baseline.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = baseline_dates, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct BaselineDate {
    pub id: Uuid,
    pub baseline_id: Uuid,
    pub milestone_id: Uuid,
    pub baseline_on: NaiveDate,
}

record!(Baseline in baselines as Baseline, |row| Place::in_project(row.project_id));
