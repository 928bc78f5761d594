//! What a programme is shown with besides its row: one JSON value (a view), which comes with the row.

use diesel::dsl::auto_type;
use diesel::pg::Pg;
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
use crate::database::Json;
use crate::database::schema::programmes;
use crate::http::wire::Key;
use crate::http::{Named, Placed};

diesel::table! {
    /// What programmes are shown with (a view).
    programme_details (programme_id) {
        programme_id -> Uuid,
        details -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(programme_details, programmes);

/// What a programme is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct ProgrammeDetails {
    /// Who steers and funds it.
    pub bodies: Vec<BodyView>,
    /// Its tracks.
    pub tracks: Vec<TrackView>,
    /// Its plan template.
    pub template: Vec<TemplateMilestoneView>,
    /// The name of whoever edited it last; none once erased.
    pub editor: Option<String>,
}

/// A programme with what it is shown with.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = programmes, check_for_backend(Pg))]
pub struct ProgrammeRow {
    /// Its row.
    #[diesel(embed)]
    pub programme: Programme,
    /// The rest.
    #[diesel(select_expression = of_row(), select_expression_type = of_row)]
    pub details: Json<ProgrammeDetails>,
}

/// The details of the programme of each row.
#[auto_type]
fn of_row() -> _ {
    let of_row = programme_details::table.filter(programme_details::programme_id.eq(programmes::id));
    of_row
        .select(programme_details::details)
        .single_value()
        .assume_not_null()
}

/// What its coordinator is shown of a programme, as it is in the transaction in progress.
pub async fn load_one(mut conn: &AsyncPgConnection, row: Programme) -> QueryResult<ProgrammeView> {
    let details = programme_details::table.find(row.id).select(programme_details::details);
    let Json(details) = details.first(&mut conn).await?;
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
}

impl Placed<ProgrammeSort> for ProgrammeRow {
    fn sort_key(&self, _: ProgrammeSort) -> Value {
        Value::String(self.programme.code.clone())
    }
    fn id(&self) -> Uuid {
        self.programme.id
    }
}
