//! The operations on comments.

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{CommentView, NewComment};
use super::model::Comment;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::locking::begin;
use crate::milestones::{MilestoneContext, policy};
use crate::projects::{Work, child};

/// Lists the comments on a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of comments.", body = PageOf<CommentView>)))]
#[get("/v1/milestones/{milestone}/comments")]
pub async fn list_comments(list: List, milestone: Path<Key>) -> ApiResult {
    child::list::<Comment>(list, milestone).await
}

/// Shows a comment.
///
/// To whoever sees its milestone, observers excepted.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The comment.", body = CommentView)))]
#[get("/v1/milestones/{milestone}/comments/{id}")]
pub async fn get_comment(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<Comment>(read, path).await
}

/// Comments on a milestone.
///
/// In any state: whoever sees the project, observers excepted; a provider until 30 days after its
/// mission.
#[utoipa::path(tag = "milestones", request_body = NewComment,
    responses((status = 201, description = "The new comment.", body = CommentView)))]
#[post("/v1/milestones/{milestone}/comments")]
pub async fn create_comment(write: Write<NewComment>, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let may = |actor: &_, (milestone, context): &MilestoneContext, today| {
                policy::may_comment(actor, context, milestone, today)
            };
            let (mut change, on, permit) = begin(change, &milestone, Work::Remark, may).await?;
            permit.verdict([])?;
            let row = Comment {
                id: Uuid::now_v7(),
                milestone_id: on.0.id,
                text: body.text.into(),
                author_id: change.actor.account,
                organisation_id: change.actor.organisation,
                created_at: change.now,
            };
            child::insert(&mut change, &on, row).await
        })
        .await
}
