//! What a programme is shown with besides its row: one JSON value (a view), which comes with the row.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::dto::ProgrammeSort;
use super::model::Programme;
use super::policy;
use super::queries::keyed;
use super::view::{BodyView, ProgrammeView, TemplateMilestoneView, TrackView};
use crate::access::{Actor, Visibility};
use crate::database::schema::programmes;
use crate::database::{Json, detailed};
use crate::http::wire::Key;
use crate::http::{Named, OfProgramme, Placed};

/// What a programme is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct ProgrammeDetails {
    /// How far the journal was when it was read.
    pub shown_at: Option<DateTime<Utc>>,
    /// Who steers and funds it.
    pub bodies: Vec<BodyView>,
    /// Its tracks.
    pub tracks: Vec<TrackView>,
    /// Its plan template.
    pub template: Vec<TemplateMilestoneView>,
    /// The name of whoever edited it last; none once erased.
    pub editor: Option<String>,
}

detailed!(ProgrammeRow: programme Programme in programmes, with ProgrammeDetails of programme_details by programme_id);

/// What its coordinator is shown of a programme, as it is in the transaction in progress.
pub async fn load_one(conn: &AsyncPgConnection, row: Programme) -> QueryResult<ProgrammeView> {
    let Json(details) = load(conn, row.id).await?;
    Ok(ProgrammeView::whole(row, details, Visibility::Full))
}

impl ProgrammeRow {
    /// What the actor is shown of it.
    pub fn view(self, actor: &Actor) -> ProgrammeView {
        let (row, Json(details)) = (self.programme, self.details);
        match policy::visibility(actor, row.id) {
            Some(visibility) => ProgrammeView::whole(row, details, visibility),
            None => ProgrammeView::named(&row),
        }
    }
}

impl Named for ProgrammeRow {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let query = keyed(programmes::table.into_boxed(), key).select(Self::as_select());
        query.first(&mut conn).await.optional()
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(self.programme.of_programme())
    }

    fn shown_at(&self) -> Option<DateTime<Utc>> {
        self.details.0.shown_at
    }
}

impl Placed<ProgrammeSort> for ProgrammeRow {
    fn sort_key(&self, _: ProgrammeSort) -> Value {
        Value::String(self.programme.code.clone())
    }
    fn id(&self) -> Uuid {
        self.programme.id
    }
}
