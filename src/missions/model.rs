//! The row of a mission.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::missions;
use crate::journal::{Place, record};

/// A provider's work on tracks of a project, between dates, of so many ordered days.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = missions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Mission {
    pub id: Uuid,
    pub project_id: Uuid,
    pub provider_id: Uuid,
    pub tracks: Vec<String>,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    /// The accounts that work on it; all of the provider's when empty, or once none of them is in use.
    pub accounts: Vec<Uuid>,
    pub purchase_order: Option<String>,
    pub ordered_days: Option<f64>,
    pub overrun_motive: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Mission in missions as Mission, |row| Place::in_project(row.project_id), versioned);
