//! The row of a health report.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::database::schema::health_reports;
use crate::journal::{Place, record};
use crate::vocabulary::Health;

/// How a project fared on a day. Written once, never changed.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = health_reports, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct HealthReport {
    pub id: Uuid,
    pub project_id: Uuid,
    pub overall: Health,
    /// By track code.
    pub tracks: Value,
    pub text: String,
    pub support_needed: Option<String>,
    pub reported_by: Uuid,
    pub reported_on: NaiveDate,
    pub reported_at: DateTime<Utc>,
}

record!(HealthReport in health_reports as HealthReport, |row| Place::in_project(row.project_id));
