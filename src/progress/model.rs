//! The row of a progress entry.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::progress_entries;
use crate::journal::{Place, record};

/// A log line. Written once, never changed.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = progress_entries, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct ProgressEntry {
    pub id: Uuid,
    pub project_id: Uuid,
    pub track: String,
    pub milestone_id: Option<Uuid>,
    /// The mission that the work was done under; none for laureates and coordinators.
    pub mission_id: Option<Uuid>,
    /// Who logged it.
    pub author_id: Uuid,
    /// Whose time it is.
    pub person_id: Uuid,
    /// The author's organisation.
    pub organisation_id: Option<Uuid>,
    pub occurred_on: NaiveDate,
    pub percent: Option<i32>,
    pub person_days: Option<f64>,
    pub done: String,
    pub next: Option<String>,
    pub blockers: Option<String>,
    /// The entry it replaces.
    pub corrects_id: Option<Uuid>,
    /// The entry it takes back.
    pub reverses_id: Option<Uuid>,
    /// The digest of the author's key for it, unique in the project; no business of the journal's.
    #[serde(skip)]
    pub key: Option<String>,
    /// What the request with that key said.
    #[serde(skip)]
    pub request_hash: Option<Vec<u8>>,
    pub recorded_at: DateTime<Utc>,
}

record!(ProgressEntry in progress_entries as ProgressEntry, |row| Place { project: Some(row.project_id), milestone: row.milestone_id, ..Place::default() });
