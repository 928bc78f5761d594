//! The row of a comment.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::comments;
use crate::journal::{Place, record};

/// A comment.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = comments, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Comment {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub text: String,
    pub author_id: Uuid,
    pub organisation_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

record!(Comment in comments as Comment, |row| Place::on_milestone(row.milestone_id));

crate::milestones::log_order::logged!(Comment, created_at);
