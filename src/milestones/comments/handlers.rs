//! The operations on comments.

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{CommentView, NewComment};
use super::model::Comment;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::locking::lock_visible;
use crate::milestones::policy;
use crate::projects::child;

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
        .run(async |mut change, body| {
            let actor = change.actor.clone();
            let on = lock_visible(&mut change, &milestone).await?;
            let (milestone, context) = &on;
            let today = change.today(context.programme.zone());
            policy::may_comment(&actor, context, milestone, today)?;
            let mut change = change.admitted().await?;
            let row = Comment {
                id: Uuid::now_v7(),
                milestone_id: milestone.id,
                text: body.text.into(),
                author_id: actor.account,
                organisation_id: actor.organisation,
                created_at: change.now,
            };
            child::insert(&mut change, &on, row).await
        })
        .await
}
