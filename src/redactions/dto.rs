//! What clients send and are shown of redactions.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::details::Told;
use super::marker::marker;
use super::subjects::{RedactedEntity, Subject};
use crate::access::Visibility;
use crate::database::Json;
use crate::http::Placed;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Key, Prose, Slug};
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A free text or a file to redact.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewRedaction {
    /// What holds it.
    pub entity: RedactedEntity,
    /// Which one.
    pub id: Id,
    /// Its field, as answers call it; of a file `file_name` or `file`.
    #[schema(example = "text")]
    pub field: Slug,
    /// Why; without repeating the text.
    #[schema(example = "Nommait un agent.")]
    pub motive: Prose,
}

/// A redaction, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct RedactionView {
    /// Its id.
    pub id: Uuid,
    /// The programme.
    pub programme: Reference,
    /// The project; null for a text of the programme itself.
    #[schema(required = true)]
    pub project: Option<Reference>,
    /// What held the text.
    pub entity: RedactedEntity,
    /// Which one.
    pub entity_id: Uuid,
    /// The text's field.
    #[schema(example = "text")]
    pub field: String,
    /// What stands in its place, everywhere.
    #[schema(example = "[redacted 0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e]")]
    pub marker: String,
    /// The SHA-256 of each text that the field had (UTF-8, in hexadecimal), oldest first; of a file, of
    /// its bytes.
    pub sha256: Vec<String>,
    /// Why.
    #[schema(example = "Nommait un agent.")]
    pub motive: String,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub redacted_by: Option<Reference>,
    /// When.
    pub redacted_at: DateTime<Utc>,
}

impl RedactionView {
    /// A redaction with the names around it.
    pub fn new(told: Told) -> Self {
        let Told {
            row,
            details: Json(details),
        } = told;
        let kind = Subject::of(row.entity).field(&row.field).map(|field| field.kind);
        Self {
            id: row.id,
            programme: details.programme,
            project: details.project,
            entity: row.entity,
            entity_id: row.entity_id,
            marker: kind.map(|kind| marker(kind, row.id)).unwrap_or_default(),
            field: row.field,
            sha256: row.sha256,
            motive: row.motive,
            redacted_by: Reference::account(row.redacted_by, details.author, Visibility::Full),
            redacted_at: row.redacted_at,
        }
    }
}

filter! {
    /// Which redactions to list.
    pub struct RedactionFilter {
        /// Only in this programme: id or code.
        pub programme: AnyOf<Key>,
        /// Only in this project: id or code.
        pub project: AnyOf<Key>,
        /// Only of this kind of resource.
        pub entity: AnyOf<RedactedEntity>,
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of redactions.
    pub enum RedactionOrder {
        Newest "-redacted_at" "Les plus récentes d'abord" "Newest first";
    }
}

impl Placed<RedactionOrder> for Told {
    fn sort_key(&self, _: RedactionOrder) -> Value {
        serde_json::json!(self.row.redacted_at)
    }
    fn id(&self) -> Uuid {
        self.row.id
    }
}
