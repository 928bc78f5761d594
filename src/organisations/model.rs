//! The row of an organisation.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::OrganisationKind;
use crate::database::schema::organisations;
use crate::journal::{Place, record};

/// An organisation.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organisations, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Organisation {
    pub id: Uuid,
    pub name: String,
    pub short_name: Option<String>,
    pub kind: OrganisationKind,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub parent_id: Option<Uuid>,
    pub former_names: Value,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

/// An organisation in the order of names.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organisations, check_for_backend(diesel::pg::Pg))]
pub struct ListedOrganisation {
    /// The organisation.
    #[diesel(embed)]
    pub organisation: Organisation,
    /// Its name's place in that order, as the database computes it.
    pub name_order: String,
}

/// A name that an organisation had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The short name.
    #[schema(required = true)]
    pub short_name: Option<String>,
    /// The day from which it was no longer called so.
    pub until: NaiveDate,
}

record!(Organisation in organisations as Organisation, |_| Place::default(), versioned);
