//! An entry with what it names: one JSON value (a view), which comes with the row.

use diesel::dsl::auto_type;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::dto::{ProgressEntryView, ProgressOrder};
use super::model::ProgressEntry;
use crate::access::{Actor, Visibility};
use crate::database::Json;
use crate::database::schema::{programmes, progress_entries, projects};
use crate::http::Placed;
use crate::missions;
use crate::organisations::OrganisationReference;
use crate::projects::ProjectContext;
use crate::reference::{AnyReference, Names, Reference};

diesel::table! {
    /// What progress entries are shown with (a view).
    progress_entry_details (entry_id) {
        entry_id -> Uuid,
        details -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(progress_entry_details, progress_entries);
diesel::allow_tables_to_appear_in_same_query!(progress_entry_details, projects);
diesel::allow_tables_to_appear_in_same_query!(progress_entry_details, programmes);

/// What an entry is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct EntryDetails {
    milestone: Option<Reference>,
    mission: Option<WorkedMission>,
    /// Of its author and of whose time it is.
    names: Names,
    /// The author's.
    organisation: Option<OrganisationReference>,
    corrected_by: Option<Uuid>,
}

/// The mission that the work was done under; it goes by its provider's name.
#[derive(Clone, Debug, Deserialize)]
struct WorkedMission {
    id: Uuid,
    name: String,
    provider: Uuid,
}

/// An entry with what it is shown with.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = progress_entries, check_for_backend(Pg))]
pub struct EntryRow {
    /// Its row.
    #[diesel(embed)]
    pub entry: ProgressEntry,
    /// The rest.
    #[diesel(select_expression = of_row(), select_expression_type = of_row)]
    pub details: Json<EntryDetails>,
}

/// The details of the entry of each row.
#[auto_type]
fn of_row() -> _ {
    let of_row = progress_entry_details::table.filter(progress_entry_details::entry_id.eq(progress_entries::id));
    of_row
        .select(progress_entry_details::details)
        .single_value()
        .assume_not_null()
}

/// An entry with what it is shown with, as it is in the transaction in progress.
pub async fn load_one(mut conn: &AsyncPgConnection, entry: ProgressEntry) -> QueryResult<EntryRow> {
    let details = progress_entry_details::table.find(entry.id);
    let details = details.select(progress_entry_details::details).first(&mut conn).await?;
    Ok(EntryRow { entry, details })
}

impl EntryRow {
    /// How it is shown to an actor who sees its project. Another provider's mission is not disclosed.
    pub fn view(self, actor: &Actor, context: &ProjectContext) -> ProgressEntryView {
        let (row, Json(details)) = (self.entry, self.details);
        let mission = |mission: WorkedMission| {
            let disclosed = missions::discloses(actor, context, mission.provider);
            AnyReference::of(disclosed.then(|| Reference::new(mission.id, mission.name)))
        };
        ProgressEntryView {
            id: row.id,
            project: context.project.reference(),
            track: row.track,
            milestone: details.milestone,
            mission: details.mission.map(mission),
            author: details.names.reference(row.author_id, Visibility::Full),
            person: details.names.reference(row.person_id, Visibility::Full),
            organisation: details.organisation,
            occurred_on: row.occurred_on,
            percent: row.percent,
            person_days: row.person_days,
            done: row.done,
            next: row.next,
            blockers: row.blockers,
            corrects: row.corrects_id,
            corrected_by: details.corrected_by,
            recorded_at: row.recorded_at,
        }
    }
}

impl Placed<ProgressOrder> for EntryRow {
    fn sort_key(&self, _: ProgressOrder) -> Value {
        json!([self.entry.occurred_on, self.entry.recorded_at])
    }
    fn id(&self) -> Uuid {
        self.entry.id
    }
}
