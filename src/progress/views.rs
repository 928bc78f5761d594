//! An entry with what it names: one JSON value (a view), which comes with the row.

use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::dto::{ProgressEntryView, ProgressOrder};
use super::model::ProgressEntry;
use crate::access::{Actor, Visibility};
use crate::database::schema::{programmes, progress_entries, projects};
use crate::database::{Json, detailed};
use crate::http::Placed;
use crate::missions;
use crate::organisations::OrganisationReference;
use crate::projects::ProjectContext;
use crate::reference::{AnyReference, Names, Reference};

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
    reversed_by: Option<Uuid>,
}

/// The mission that the work was done under; it goes by its provider's name.
#[derive(Clone, Debug, Deserialize)]
struct WorkedMission {
    id: Uuid,
    name: String,
    provider: Uuid,
}

detailed!(EntryRow: entry ProgressEntry in progress_entries, with EntryDetails of progress_entry_details by entry_id, beside projects, beside programmes);

/// An entry with what it is shown with, as it is in the transaction in progress.
pub async fn load_one(conn: &AsyncPgConnection, entry: ProgressEntry) -> QueryResult<EntryRow> {
    let details = load(conn, entry.id).await?;
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
            reverses: row.reverses_id,
            reversed_by: details.reversed_by,
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
