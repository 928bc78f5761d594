//! What moves a project's clock: suspensions and extensions.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::civil::DateRange;
use crate::database::schema::{extensions, suspensions};
use crate::journal::{Place, record};

/// A time in which useful months do not run.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = suspensions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Suspension {
    pub id: Uuid,
    pub project_id: Uuid,
    pub from_on: NaiveDate,
    /// The day work resumes; none while it is open.
    pub until_on: Option<NaiveDate>,
    pub motive: String,
    /// Whether open milestones' forecasts move by the suspended days.
    pub shift_forecasts: bool,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_motive: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

impl Suspension {
    /// Its days.
    pub fn range(&self) -> DateRange {
        DateRange {
            from: self.from_on,
            until: self.until_on,
        }
    }

    /// The days by which it moves forecasts: none where it was not asked to, or is cancelled.
    pub fn shifting(&self) -> Option<DateRange> {
        (self.shift_forecasts && self.cancelled_at.is_none()).then(|| self.range())
    }
}

/// Useful months added to those contracted.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = extensions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Extension {
    pub id: Uuid,
    pub project_id: Uuid,
    pub useful_months: i32,
    pub motive: String,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_motive: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Suspension in suspensions as Suspension, |row| Place::in_project(row.project_id), versioned);

record!(Extension in extensions as Extension, |row| Place::in_project(row.project_id), versioned);
