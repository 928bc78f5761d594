//! The operations on redactions.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use super::dto::{NewRedaction, RedactionFilter, RedactionOrder, RedactionView};
use super::{listing, policy, queries, redacting};
use crate::http::wire::Id;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::redactions::subjects::Subject;

/// Lists redactions.
///
/// Those in the programmes that the caller coordinates; the newest first, then id.
#[utoipa::path(tag = "redactions", params(PageParameters, RedactionFilter),
    responses((status = 200, description = "A page of redactions.", body = PageOf<RedactionView>)))]
#[get("/v1/redactions")]
pub async fn list_redactions(list: List<RedactionFilter>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let read = &list.read;
    let (rows, total) = listing::list(&conn, &read.actor, &read.filter, &list.page).await?;
    list.answer(rows, RedactionOrder::Newest, total, RedactionView::new)
}

/// Redacts a free text or a file.
///
/// Everywhere: in the resource, in all its versions, in the history and in the answers kept for
/// retries, whatever the field held over time. In its place stands a marker, `[redacted {id}]` with
/// the id of the redaction, or `https://redacted.invalid/{id}` for an address; a list keeps its
/// length. What remains is the SHA-256 of each text, who redacted it, when and why. A resource that
/// edits number is edited by it. It cannot be undone; where there is nothing left to redact, 409.
///
/// Of evidence that is a file, `file_name` is its name alone; `file` is its bytes and its name. Its
/// type, size and SHA-256 stay; its `content` is null.
#[utoipa::path(tag = "redactions", request_body = NewRedaction,
    responses((status = 201, description = "The redaction.", body = RedactionView),
    (status = 404, description = "There is no such thing, or the caller may not know of it.",
        body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[post("/v1/redactions")]
pub async fn create_redaction(write: Write<NewRedaction>) -> ApiResult {
    let services = write.services.clone();
    let mut unnamed = Vec::new();
    let answer = write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let subject = Subject::of(body.entity);
            let place = queries::locate(change.conn(), subject, body.id.0)
                .await?
                .ok_or_else(ApiError::not_found)?;
            let evaluates = queries::evaluates(change.conn(), actor.account, &place).await?;
            if !policy::sees(&actor, &place, evaluates) {
                return Err(ApiError::not_found());
            }
            policy::may_redact(&actor, &place)?;
            let lock = async |conn: &AsyncPgConnection| {
                try_join(queries::lock(conn, &place), queries::origin(conn, subject, body.id.0)).await
            };
            let (mut change, ((), origin)) = change.admitted_with(lock).await?;
            let target = redacting::target(&body, origin)?;
            let done = redacting::redact(&mut change, &target, &place, body.motive.into()).await?;
            unnamed = done.files;
            let view = RedactionView::new(done.told);
            change.created_immutable(format!("/v1/redactions/{}", view.id), &view)
        })
        .await?;
    services.files.discard(&unnamed).await;
    Ok(answer)
}

/// Shows a redaction.
///
/// To the coordinators of its programme. That a resource was redacted, by whom and when, its
/// history tells to whoever reads it.
#[utoipa::path(tag = "redactions", responses((status = 200, description = "The redaction.", body = RedactionView)))]
#[get("/v1/redactions/{id}")]
pub async fn get_redaction(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let told = listing::find_visible(&conn, &read.actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    read.ok(&RedactionView::new(told))
}
