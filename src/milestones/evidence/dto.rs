//! What clients send and are shown.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Evidence;
use crate::access::Lens;
use crate::accounts::Names;
use crate::http::shape::ShapeFaults;
use crate::http::wire::{Line, WebAddress};
use crate::milestones::Milestone;
use crate::reference::Reference;
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

/// A piece of evidence, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its id.
    pub id: Uuid,
    /// The milestone it is evidence of.
    pub milestone: Reference,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// What it is called.
    #[schema(example = "Bilan de l'essai avec dix inspecteurs")]
    pub title: String,
    /// Where it is.
    #[schema(example = "https://depot.example/asn/bilan.pdf")]
    pub url: String,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub added_by: Option<Reference>,
}

impl EvidenceView {
    /// A piece of evidence of the milestone, with the names of accounts.
    pub fn new(row: Evidence, milestone: &Milestone, names: &Names) -> Self {
        Self {
            id: row.id,
            milestone: milestone.reference(),
            kind: row.kind,
            title: row.title,
            url: row.url,
            added_at: row.added_at,
            added_by: names.reference(row.added_by, Lens::Full),
        }
    }
}
