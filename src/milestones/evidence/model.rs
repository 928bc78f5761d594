//! The row of a piece of evidence.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::dto::EvidenceView;
use crate::database::schema::evidence;
use crate::http::query::NoFilter;
use crate::journal::{Place, record};
use crate::milestones::log_order::LogOrder;
use crate::milestones::{MilestoneContext, policy};
use crate::projects::child::{Child, Viewer, child_rows};
use crate::reference::Names;
use crate::vocabulary::EvidenceType;

/// A piece of evidence: a link, or a file of which all columns are there, the key as long as its
/// bytes are.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Evidence {
    pub id: Uuid,
    pub milestone_id: Uuid,
    #[diesel(column_name = type_)]
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    pub title: String,
    pub url: Option<String>,
    pub added_by: Uuid,
    /// The organisation of who added it, at that time.
    pub organisation_id: Option<Uuid>,
    pub added_at: DateTime<Utc>,
    pub file_name: Option<String>,
    pub file_media_type: Option<String>,
    pub file_size: Option<i64>,
    pub file_sha256: Option<String>,
    /// Where the file is kept: the service's own business, in no answer and no journal entry.
    #[serde(skip)]
    pub file_key: Option<String>,
}

/// What a piece of evidence is made of.
#[derive(Clone, Debug)]
pub enum Substance {
    /// A link to it.
    Link(String),
    /// A file that is kept.
    File(KeptFile),
}

/// What is known of a file that is kept.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// What it is called.
    pub name: String,
    /// Its media type, as its content tells.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Where its bytes are kept; nowhere once it was redacted.
    pub key: Option<String>,
}

impl Evidence {
    /// The same piece, made of this.
    pub fn made_of(self, substance: Substance) -> Self {
        match substance {
            Substance::Link(url) => Self { url: Some(url), ..self },
            Substance::File(file) => Self {
                file_name: Some(file.name),
                file_media_type: Some(file.media_type),
                file_size: Some(file.size),
                file_sha256: Some(file.sha256),
                file_key: file.key,
                ..self
            },
        }
    }

    /// The file, unless it is a link.
    pub fn file(&self) -> Option<KeptFile> {
        Some(KeptFile {
            name: self.file_name.clone()?,
            media_type: self.file_media_type.clone()?,
            size: self.file_size?,
            sha256: self.file_sha256.clone()?,
            key: self.file_key.clone(),
        })
    }
}

record!(Evidence in evidence as Evidence, |row| Place::on_milestone(row.milestone_id));

impl Child for Evidence {
    const COLLECTION: &'static str = "evidence";
    type View = EvidenceView;
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(evidence of milestone_id, read by policy::may_read_texts_of, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc added_at }, named by added_by);

    fn view(self, (milestone, _): &MilestoneContext, names: &Names, _: Viewer<'_>) -> EvidenceView {
        EvidenceView::new(self, milestone, names)
    }
}
