//! The row of a comment.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::comments;
use crate::journal::{Entity, Journaled, Place};

/// A comment.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = comments, check_for_backend(diesel::pg::Pg))]
pub struct Comment {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub text: String,
    pub author_id: Uuid,
    pub organisation_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

impl Journaled for Comment {
    const ENTITY: Entity = Entity::Comment;
    fn id(&self) -> Uuid {
        self.id
    }
    fn place(&self) -> Place {
        Place { milestone: Some(self.milestone_id), ..Place::default() }
    }
}

crate::milestones::log_order::logged!(Comment, created_at);
