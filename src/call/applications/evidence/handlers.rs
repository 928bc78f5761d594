//! The operations on the evidence of an application. One piece, and its content, are shown as those of milestones are.

use actix_web::{get, post};

use super::model::{ApplicationEvidence, OfApplication};
use crate::http::registry::Registry;
use crate::http::wire::Id;
use crate::http::{ApiResult, Arriving, List, PageOf, PageParameters, Path, Write};
use crate::milestones::evidence::{EvidenceView, Holder, NewEvidence, NewEvidenceFile, Substance, receive};
use crate::projects::child;

/// Lists the evidence of an application.
///
/// To coordinators and its jurors; newest first.
#[utoipa::path(tag = "call", params(PageParameters),
    responses((status = 200, description = "A page of evidence.", body = PageOf<EvidenceView>)))]
#[get("/v1/applications/{application}/evidence")]
pub async fn list_application_evidence(list: List, application: Path<Id>) -> ApiResult {
    child::list::<ApplicationEvidence>(list, application).await
}

/// Attaches evidence to an application.
///
/// By a coordinator, until it is decided on: a link, of the type `application_file`; a file goes to `…/evidence/files`.
#[utoipa::path(tag = "call", request_body(content = NewEvidence,
        example = json!({"type": "application_file", "title": "Dossier de candidature", "url": "https://depot.example/candidatures/204518.pdf"})),
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/applications/{application}/evidence")]
pub async fn create_application_evidence(write: Write<NewEvidence>, Path(application): Path<Id>) -> ApiResult {
    write
        .run(async |change, body| {
            let substance = Substance::Link(body.url.into());
            OfApplication(application)
                .attach(change, body.kind, body.title.into(), substance)
                .await
        })
        .await
}

/// Attaches a file to an application, as evidence.
///
/// By a coordinator: a form (RFC 7578) of the type, `application_file`, the title and the file, as for a milestone.
#[utoipa::path(tag = "call",
    request_body(content = NewEvidenceFile, content_type = "multipart/form-data",
        example = json!({"type": "application_file", "title": "Dossier de candidature", "file": "…"})),
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/applications/{application}/evidence/files")]
pub async fn create_application_evidence_file(arriving: Arriving, Path(application): Path<Id>) -> ApiResult {
    receive(arriving, OfApplication(application)).await
}

/// Registers the operations.
pub fn register(api: &mut Registry<'_>) {
    api.service(list_application_evidence)
        .service(create_application_evidence)
        .service(create_application_evidence_file);
}
