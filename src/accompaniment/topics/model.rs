//! The row of a topic: how it is written, found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewTopic, TopicContent, TopicFilter, TopicPatch, TopicView};
use super::life::TopicState;
use crate::database::schema::topics;
use crate::fault::Fault;
use crate::http::query::{any_of, edited_since};
use crate::journal::{Place, record};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Origin, OwnedEdits, Viewer, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Work, may_contribute};
use crate::reference::Names;

/// A subject for the time after the accompaniment.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = topics, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Topic {
    pub id: Uuid,
    pub project_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: TopicContent,
    pub owner_id: Option<Uuid>,
    pub state: TopicState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Topic in topics as Topic, |row| Place::in_project(row.project_id), versioned);
listed!(Topic in topics, observed);
lived!(Topic: TopicState);

impl Editable for Topic {
    editable!(topics from NewTopic, TopicPatch, as Work::Substance, by may_contribute, owned);

    fn new(origin: Origin, body: NewTopic) -> Self {
        made!(Topic from origin {
            owner_id: body.owner.map(Uuid::from),
            content: body.into(),
            state: TopicState::Open,
        })
    }

    fn patched(self, patch: TopicPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            owner_id: patch.owner.apply(self.owner_id),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, |state| state == TopicState::Open)
    }
}

impl Child for Topic {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "topics";
    type Filter = TopicFilter;
    type View = TopicView;
    child_rows!(topics of project_id in programme_id, with version, observed in [TopicState::Retained], those filtered,
        sorted by sort as CreationOrder { Newest(DateTime<Utc>): desc created_at },
        named by created_by, updated_by, maybe owner_id);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> TopicView {
        TopicView {
            id: self.id,
            project: context.project.reference(),
            state: self.state,
            edits: OwnedEdits::told(&self, self.owner_id, names, context),
            content: self.content,
        }
    }
}

type Rows = topics::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Topic>) -> Rows {
    let rows = any_of!(rows, topics::state, filter.state, |it| *it);
    let rows = any_of!(rows, topics::maturity, filter.maturity, |it| *it);
    let rows = any_of!(rows, topics::owner_id, filter.owner, |id| id.0);
    edited_since!(rows, topics::updated_at, filter.updated_since)
}
