//! The operations on evidence.

use actix_web::{get, post};

use super::attaching::attach;
use super::dto::{EvidenceView, NewEvidence, NewEvidenceFile};
use super::model::{Evidence, Substance};
use super::{queries, uploads};
use crate::http::wire::Key;
use crate::http::{ApiResult, Arriving, List, PageOf, PageParameters, Path, Read};
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
/// A link (JSON) or a file (a form): never both. While the milestone is planned, in progress or
/// deferred: what was submitted is frozen. A form's 404 and 403 are told before its body is read;
/// with an `Idempotency-Key`, the same type, title, file name and file content are the same request.
#[utoipa::path(tag = "milestones",
    request_body(content(
        (NewEvidence = "application/json"),
        (NewEvidenceFile = "multipart/form-data",
            example = json!({"type": "user_trial_report", "title": "Bilan de l'essai avec dix inspecteurs", "file": "…"})),
    )),
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/milestones/{milestone}/evidence")]
pub async fn create_evidence(arriving: Arriving, Path(milestone): Path<Key>) -> ApiResult {
    if arriving.is_form() {
        return uploads::receive(arriving, milestone).await;
    }
    let write = arriving.json::<NewEvidence>().await?;
    write
        .run(async |change, body| {
            let substance = Substance::Link(body.url.into());
            attach(change, &milestone, body.kind, body.title.into(), substance).await
        })
        .await
}

/// Shows a piece of evidence.
///
/// To whoever sees its milestone, observers excepted.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The piece of evidence.", body = EvidenceView)))]
#[get("/v1/evidence/{id}")]
pub async fn get_evidence(read: Read, Path(id): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, milestone) = queries::read(&conn, &read.actor, &id).await?;
    let names = Names::load(&conn, [row.added_by]).await?;
    read.ok(&EvidenceView::new(row, &milestone, &names))
}
