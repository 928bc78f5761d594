//! The row of a comment.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::dto::CommentView;
use crate::database::schema::comments;
use crate::http::query::NoFilter;
use crate::journal::{Place, record};
use crate::milestones::log_order::LogOrder;
use crate::milestones::{MilestoneContext, policy};
use crate::projects::child::{Child, Viewer, child_rows};
use crate::reference::Names;

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

impl Child for Comment {
    const COLLECTION: &'static str = "comments";
    type View = CommentView;
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(comments of milestone_id, read by policy::may_read_texts_of, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc created_at }, named by author_id);

    fn view(self, (milestone, _): &MilestoneContext, names: &Names, _: Viewer<'_>) -> CommentView {
        CommentView::new(self, milestone, names)
    }
}
