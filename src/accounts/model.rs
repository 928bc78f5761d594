//! The rows of an account: itself, who it is, what it is granted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::access::AccountKind;
use crate::database::schema::{accounts, identities};
use crate::journal::{Place, record};

/// An account, without anything that names a person.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Account {
    pub id: Uuid,
    pub kind: AccountKind,
    pub organisation_id: Option<Uuid>,
    pub scopes: Vec<String>,
    pub deactivated_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

/// Who an account is: the only row that says so. Never serialised, so never in the journal.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = identities, primary_key(account_id), check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Identity {
    pub account_id: Uuid,
    pub name: String,
    pub email: Option<String>,
    /// A person's password, hashed; or a service's key, digested.
    pub secret_hash: Option<String>,
}

impl Account {
    /// A new account of an organisation.
    pub fn new(kind: AccountKind, organisation: Uuid, by: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            kind,
            organisation_id: Some(organisation),
            scopes: Vec::new(),
            deactivated_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: by,
        }
    }

    /// The same account, one edit later.
    #[must_use]
    pub fn edited(self, by: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            version: self.version + 1,
            updated_at: now,
            updated_by: by,
            ..self
        }
    }
}

record!(Account in accounts as Account, |_| Place::default(), versioned);
