//! What clients send and are shown.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Comment;
use crate::access::Lens;
use crate::http::shape::ShapeFaults;
use crate::http::wire::Prose;
use crate::reference::Reference;

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
    pub milestone: Uuid,
    /// What is said.
    #[schema(example = "Le jeu de données de 2017 suffit pour commencer.")]
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// By whom.
    #[schema(nullable = false)]
    pub author: Option<Reference>,
}

impl CommentView {
    /// A comment and the name of its author.
    pub fn new(row: Comment, author: Option<String>) -> Self {
        Self {
            id: row.id,
            milestone: row.milestone_id,
            text: row.text,
            created_at: row.created_at,
            author: Reference::account(row.author_id, author, Lens::Full),
        }
    }
}
