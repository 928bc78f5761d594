//! What clients send and are shown.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Comment;
use crate::access::Visibility;
use crate::http::wire::Prose;
use crate::milestones::Milestone;
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new comment.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewComment {
    /// What is said.
    #[schema(example = "Le jeu de données de 2017 suffit pour commencer.")]
    pub text: Prose,
}

/// A comment, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentView {
    /// Its id.
    pub id: Uuid,
    /// The milestone.
    pub milestone: Reference,
    /// What is said.
    #[schema(example = "Le jeu de données de 2017 suffit pour commencer.")]
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub author: Option<Reference>,
}

impl CommentView {
    /// A comment on the milestone, with the name of its author.
    pub fn new(row: Comment, milestone: &Milestone, names: &Names) -> Self {
        Self {
            id: row.id,
            milestone: milestone.reference(),
            text: row.text,
            created_at: row.created_at,
            author: names.reference(row.author_id, Visibility::Full),
        }
    }
}
