//! The row of a project.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::life::ProjectState;
use crate::database::schema::projects;
use crate::journal::{Place, record};
use crate::reference::Reference;

/// A project: one laureate's, in one programme.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = projects, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Project {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub code: String,
    pub organisation_id: Uuid,
    pub title: String,
    pub summary: Option<String>,
    /// Contracted at first; extensions add to it.
    pub useful_months: i32,
    pub state: ProjectState,
    pub started_on: Option<NaiveDate>,
    /// The day it was completed or withdrawn.
    pub ended_on: Option<NaiveDate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
    /// The withdrawn project whose place it took.
    pub replaces_id: Option<Uuid>,
}

impl Project {
    /// How an answer points to it.
    pub fn reference(&self) -> Reference {
        Reference::coded(self.id, &self.code, &self.title)
    }
}

record!(Project in projects as Project, |row| Place { programme: Some(row.programme_id), project: Some(row.id), ..Place::default() }, versioned);
