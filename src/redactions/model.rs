//! The row of a redaction.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::subjects::RedactedEntity;
use crate::database::schema::redactions;
use crate::journal::{Place, record};

/// That a text was redacted: where, by whom, when, why, and its hash.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = redactions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Redaction {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub project_id: Option<Uuid>,
    pub milestone_id: Option<Uuid>,
    pub entity: RedactedEntity,
    pub entity_id: Uuid,
    pub field: String,
    /// Of each text that the field had, oldest first.
    pub sha256: Vec<String>,
    pub motive: String,
    pub redacted_by: Uuid,
    pub redacted_at: DateTime<Utc>,
}

record!(Redaction in redactions as Redaction, |row| Place {
    programme: Some(row.programme_id),
    project: row.project_id,
    milestone: row.milestone_id,
    ..Place::default()
});
