//! The row of a piece of evidence.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::dto::EvidenceView;
use crate::database::schema::evidence;
use crate::http::UnitOfWork;
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
    /// The milestone that it is of; else it is of an application.
    pub milestone_id: Option<Uuid>,
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
    /// The application that it is of, and the programme in which that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme_id: Option<Uuid>,
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
    /// A new piece of nothing yet, by the caller.
    pub fn new(change: &UnitOfWork, kind: EvidenceType, title: String, substance: Substance) -> Self {
        let piece = Self {
            id: Uuid::now_v7(),
            milestone_id: None,
            kind,
            title,
            url: None,
            added_by: change.actor.account,
            organisation_id: change.actor.organisation,
            added_at: change.now,
            file_name: None,
            file_media_type: None,
            file_size: None,
            file_sha256: None,
            file_key: None,
            application_id: None,
            programme_id: None,
        };
        piece.made_of(substance)
    }

    /// The same piece, made of this.
    fn made_of(self, substance: Substance) -> Self {
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

record!(Evidence in evidence as Evidence, |row| Place { programme: row.programme_id, milestone: row.milestone_id, application: row.application_id, ..Place::default() });

impl Child for Evidence {
    const COLLECTION: &'static str = "evidence";
    type View = EvidenceView;
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(evidence of milestone_id, read by policy::may_read_texts_of, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc added_at }, named by added_by);

    fn view(self, (milestone, _): &MilestoneContext, names: &Names, _: Viewer<'_>) -> EvidenceView {
        EvidenceView::of_milestone(self, milestone, names)
    }
}
