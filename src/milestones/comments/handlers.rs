//! The operations on comments.

use actix_web::{get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::dto::{CommentView, NewComment};
use super::model::Comment;
use crate::database::schema::comments;
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::locking::lock_visible;
use crate::milestones::log_order::{LogOrder, log_page};
use crate::milestones::{read_visible, policy};
use crate::reference::Names;

/// Lists the comments on a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of comments.", body = PageOf<CommentView>)))]
#[get("/v1/milestones/{milestone}/comments")]
pub async fn list_comments(list: List, Path(milestone): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (milestone, context) = read_visible(&conn, &list.read.actor, &milestone).await?;
    policy::may_read_texts(&context)?;
    let of_milestone = || {
        comments::table
            .filter(comments::milestone_id.eq(milestone.id))
            .into_boxed()
    };
    let (rows, total) = log_page!(
        &conn,
        list.page,
        of_milestone(),
        comments::created_at,
        comments::id,
        Comment
    );
    let names = Names::load(&conn, rows.iter().map(|row| row.author_id)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        CommentView::new(row, &milestone, &names)
    })
}

/// Shows a comment.
///
/// To whoever sees its milestone, observers excepted.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The comment.", body = CommentView)))]
#[get("/v1/milestones/{milestone}/comments/{id}")]
pub async fn get_comment(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((milestone, Id(id))) = path;
    let conn = read.snapshot().await?;
    let (milestone, context) = read_visible(&conn, &read.actor, &milestone).await?;
    let row: Comment = comments::table
        .find(id)
        .filter(comments::milestone_id.eq(milestone.id))
        .select(Comment::as_select())
        .first(&mut &*conn)
        .await
        .optional()?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&context)?;
    let names = Names::load(&conn, [row.author_id]).await?;
    read.ok(&CommentView::new(row, &milestone, &names))
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
            let (milestone, context) = lock_visible(&mut change, &milestone).await?;
            let today = change.today(context.programme.zone());
            policy::may_comment(&actor, &context, &milestone, today)?;
            let mut change = change.admitted().await?;
            let row = Comment {
                id: Uuid::now_v7(),
                milestone_id: milestone.id,
                text: body.text.into(),
                author_id: actor.account,
                organisation_id: actor.organisation,
                created_at: change.now,
            };
            change.insert(&row).await?;
            let names = Names::load(change.conn(), [actor.account]).await?;
            let view = CommentView::new(row, &milestone, &names);
            change.created_immutable(format!("/v1/milestones/{}/comments/{}", milestone.id, view.id), &view)
        })
        .await
}
