//! The operations on evidence.

use actix_web::{get, post};

use super::attaching::attach;
use super::dto::{EvidenceView, NewEvidence, NewEvidenceFile};
use super::model::{Evidence, Substance};
use super::uploads::OfMilestone;
use super::{queries, uploads};
use crate::http::wire::Key;
use crate::http::{ApiResult, Arriving, List, PageOf, PageParameters, Path, Read, Write};
use crate::projects::child;
use crate::reference::Names;

/// Lists the evidence of a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of evidence.", body = PageOf<EvidenceView>)))]
#[get("/v1/milestones/{milestone}/evidence")]
pub async fn list_evidence(list: List, milestone: Path<Key>) -> ApiResult {
    child::list::<Evidence>(list, milestone).await
}

/// Attaches evidence to a milestone.
///
/// A link; a file goes to `…/evidence/files`. While the milestone is planned, in progress or deferred: what was
/// submitted is frozen.
#[utoipa::path(tag = "milestones", request_body = NewEvidence,
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/milestones/{milestone}/evidence")]
pub async fn create_evidence(write: Write<NewEvidence>, Path(milestone): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let substance = Substance::Link(body.url.into());
            attach(change, &milestone, body.kind, body.title.into(), substance).await
        })
        .await
}

/// Attaches a file to a milestone, as evidence.
///
/// A form (RFC 7578) of the type, the title and the file; like a link, until it is submitted. 404 and 403 are told
/// before the body is read; with an `Idempotency-Key`, the same type, title, file name and file content are the same
/// request.
#[utoipa::path(tag = "milestones",
    request_body(content = NewEvidenceFile, content_type = "multipart/form-data",
        example = json!({"type": "user_trial_report", "title": "Bilan de l'essai avec dix inspecteurs", "file": "…"})),
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/milestones/{milestone}/evidence/files")]
pub async fn create_evidence_file(arriving: Arriving, Path(milestone): Path<Key>) -> ApiResult {
    uploads::receive(arriving, OfMilestone(milestone)).await
}

/// Shows a piece of evidence.
///
/// To whoever sees its milestone, observers excepted, or its application; of an application a service account needs the scope
/// `call:read` besides.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The piece of evidence.", body = EvidenceView)))]
#[get("/v1/evidence/{id}")]
pub async fn get_evidence(read: Read, Path(id): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, of) = queries::read(&conn, &read.actor, &id).await?;
    let names = Names::load(&conn, [row.added_by]).await?;
    read.ok(&of.view(row, &names))
}
