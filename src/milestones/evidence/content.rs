//! The content of a file among the evidence.

use actix_web::get;

use super::queries;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Content, FileContent, Path, ProblemCode, Read};
use crate::vocabulary::{CodeList, FileFormat};

/// Gives the file of a piece of evidence.
///
/// To whoever sees its milestone, observers excepted, or its application; a link and a file that was redacted have no
/// content (404, with the reason).
/// Whole, or one range of it (`Range`, `If-Range`, `If-Match`). The tag is strong and made of the SHA-256; the
/// bytes are never compressed on their way. It is to be saved, and never run by a browser: what type it is of is told
/// by the evidence (`file.media_type`), and its content is `application/octet-stream` whatever it is.
#[utoipa::path(tag = "milestones", params(
    ("If-Match" = Option<String>, Header, description = "The `ETag` that the file must have.", example = json!("*")),
    ("Range" = Option<String>, Header, description = "One range of bytes: `bytes=0-1023`, `bytes=1024-`, `bytes=-512`. Several give the whole file.", example = json!("bytes=0-1023")),
    ("If-Range" = Option<String>, Header, description = "The `ETag` of the file that the range is to complete; of another one, the whole comes back.", example = json!("\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""))),
    responses(
    (status = 200, description = "The file.", body = FileContent, content_type = "application/octet-stream",
        headers(("Content-Disposition" = String, description = "`attachment`, with the file's name (RFC 6266)."),
            ("Accept-Ranges" = String, description = "`bytes`."))),
    (status = 206, description = "The range that was asked for.", body = FileContent, content_type = "application/octet-stream",
        headers(("Content-Range" = String, description = "Which bytes of how many."))),
    (status = 412, description = "The file is another than the one asked for in `If-Match`.",
        body = crate::http::problem::Problem, content_type = "application/problem+json"),
    (status = 416, description = "The file has no bytes in that range; `Content-Range` says how many there are.",
        body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/v1/evidence/{id}/content")]
pub async fn get_evidence_content(read: Read, Path(id): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, _) = queries::read(&conn, &read.actor, &id).await?;
    // A slow reader keeps no connection.
    drop(conn);
    let nothing = |reason| ApiError::refused(ProblemCode::NotFound, vec![Fault::new(reason)]);
    let file = row.file().ok_or_else(|| nothing(FaultCode::EvidenceIsLink))?;
    let key = file.key.ok_or_else(|| nothing(FaultCode::FileRedacted))?;
    let name = saved_as(&file.name, &file.media_type);
    let content = Content {
        key: &key,
        name: &name,
        size: u64::try_from(file.size).unwrap_or_default(),
        sha256: &file.sha256,
    };
    read.content(&content).await
}

/// The name to save a file under: its own; where that was redacted, what stands there and what files
/// of its type end with.
fn saved_as(name: &str, media_type: &str) -> String {
    let format = FileFormat::ALL.iter().find(|format| format.media_type() == media_type);
    let ending = format.and_then(|format| format.extensions().first());
    match ending {
        Some(ending) if !name.contains('.') => format!("{name}.{ending}"),
        _ => name.to_owned(),
    }
}
