//! The row of a piece of evidence.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::evidence;
use crate::journal::{Entity, Journaled, Place};
use crate::vocabulary::EvidenceType;

/// A piece of evidence.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence, check_for_backend(diesel::pg::Pg))]
pub struct Evidence {
    pub id: Uuid,
    pub milestone_id: Uuid,
    #[diesel(column_name = type_)]
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    pub title: String,
    pub url: String,
    pub added_by: Uuid,
    /// The organisation of who added it, at that time.
    pub organisation_id: Option<Uuid>,
    pub added_at: DateTime<Utc>,
}

impl Journaled for Evidence {
    const ENTITY: Entity = Entity::Evidence;
    fn id(&self) -> Uuid {
        self.id
    }
    fn place(&self) -> Place {
        Place { milestone: Some(self.milestone_id), ..Place::default() }
    }
}

crate::milestones::log_order::logged!(Evidence, added_at);
