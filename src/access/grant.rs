//! Grants: who, which role, on what, from when to when (habilitation).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::Role;
use crate::database::schema::grants;
use crate::journal::{Place, record};

/// A role that an account holds, on a programme or, for an administrator, on the platform.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = grants, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Grant {
    pub id: Uuid,
    pub account_id: Uuid,
    pub role: Role,
    pub programme_id: Option<Uuid>,
    pub from_on: Option<NaiveDate>,
    /// The first day on which it is no longer held.
    pub until_on: Option<NaiveDate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

impl Grant {
    /// A new grant, without dates.
    pub fn new(account: Uuid, role: Role, programme: Option<Uuid>, by: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            account_id: account,
            role,
            programme_id: programme,
            from_on: None,
            until_on: None,
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: by,
        }
    }
}

record!(Grant in grants as Grant, |row| Place { programme: row.programme_id, ..Place::default() }, versioned);
