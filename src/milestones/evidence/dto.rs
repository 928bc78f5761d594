//! What clients send and are shown.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Evidence;
use crate::access::Visibility;
use crate::files::FileName;
use crate::http::wire::{Line, WebAddress};
use crate::milestones::Milestone;
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::EvidenceType;

/// A new piece of evidence: a link.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewEvidence {
    /// What it is.
    #[deserr(rename = "type")]
    #[schema(rename = "type")]
    pub kind: EvidenceType,
    /// What it is called.
    #[schema(example = "Bilan de l'essai avec dix inspecteurs")]
    pub title: Line,
    /// Where it is.
    #[schema(example = "https://depot.example/asn/bilan.pdf")]
    pub url: WebAddress,
}

/// A new piece of evidence: a file.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewEvidenceFile {
    /// What it is.
    #[deserr(rename = "type")]
    #[schema(rename = "type")]
    pub kind: EvidenceType,
    /// What it is called.
    #[schema(example = "Bilan de l'essai avec dix inspecteurs")]
    pub title: Line,
    /// The file, under its own name: no folder, at most 255 bytes. Its content must be of one of the
    /// vocabulary's `file_formats`, and agree with the name's extension and with the type that is
    /// declared for it.
    #[schema(value_type = String, format = Binary)]
    pub file: FileName,
}

/// A file among the evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceFile {
    /// What it is called.
    #[schema(example = "Bilan de l'essai.pdf")]
    pub name: String,
    /// Its media type, as its content tells.
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Its size in bytes.
    #[schema(example = 184_320)]
    pub size: i64,
    /// Its SHA-256, in hexadecimal.
    #[schema(example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    pub sha256: String,
}

/// A piece of evidence, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its id.
    pub id: Uuid,
    /// The milestone it is evidence of; absent of an application's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub milestone: Option<Reference>,
    /// The application it was handed in with; absent of a milestone's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub application: Option<Reference>,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// What it is called.
    #[schema(example = "Bilan de l'essai avec dix inspecteurs")]
    pub title: String,
    /// Where it is, if it is a link.
    #[schema(required, example = "https://depot.example/asn/bilan.pdf")]
    pub url: Option<String>,
    /// What file it is, if it is one.
    #[schema(required)]
    pub file: Option<EvidenceFile>,
    /// Where the file's content is; null also of a file that was redacted.
    #[schema(required, example = "/v1/evidence/0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e/content")]
    pub content: Option<String>,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// By whom; absent to a juror.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub added_by: Option<Reference>,
}

/// Where the content of a file among the evidence is.
pub fn content_address(evidence: Uuid) -> String {
    format!("/v1/evidence/{evidence}/content")
}

impl EvidenceView {
    /// A piece of evidence of the milestone, with the names of accounts.
    pub fn of_milestone(row: Evidence, milestone: &Milestone, names: &Names) -> Self {
        Self {
            milestone: Some(milestone.reference()),
            added_by: names.reference(row.added_by, Visibility::Full),
            ..Self::new(row)
        }
    }

    /// A piece of evidence of an application; who added it is told with the names of accounts.
    pub fn of_application(row: Evidence, application: Reference, names: Option<&Names>) -> Self {
        Self {
            application: Some(application),
            added_by: names.map(|names| names.account(row.added_by)),
            ..Self::new(row)
        }
    }

    fn new(row: Evidence) -> Self {
        let file = row.file();
        let content = file.as_ref().and_then(|file| file.key.as_ref());
        let content = content.map(|_| content_address(row.id));
        let file = file.map(|file| EvidenceFile {
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            sha256: file.sha256,
        });
        Self {
            content,
            file,
            id: row.id,
            milestone: None,
            application: None,
            kind: row.kind,
            title: row.title,
            url: row.url,
            added_at: row.added_at,
            added_by: None,
        }
    }
}
