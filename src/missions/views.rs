//! A mission with what it is shown with: one JSON value (a view), which comes with the row.

use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::dto::{MissionSort, MissionView};
use super::model::Mission;
use crate::access::Visibility;
use crate::database::schema::{missions, programmes, projects};
use crate::database::{Json, detailed};
use crate::http::Placed;
use crate::organisations::OrganisationReference;
use crate::projects::Project;
use crate::reference::Names;

/// What a mission is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct MissionDetails {
    provider: OrganisationReference,
    /// Of the accounts that work on it, and of its last editor.
    names: Names,
    /// The person-days logged on it, corrected entries aside.
    logged_days: f64,
}

detailed!(MissionRow: mission Mission in missions, with MissionDetails of mission_details by mission_id, beside projects, beside programmes);

/// The view of a mission, as it is in the transaction in progress.
pub async fn load_one(conn: &AsyncPgConnection, mission: Mission, project: &Project) -> QueryResult<MissionView> {
    let details = load(conn, mission.id).await?;
    Ok(MissionRow { mission, details }.view(project))
}

impl MissionRow {
    /// How it is shown to whoever sees it.
    pub fn view(self, project: &Project) -> MissionView {
        let (row, Json(details)) = (self.mission, self.details);
        let account = |id: Uuid| details.names.reference(id, Visibility::Full);
        let logged_days = details.logged_days;
        MissionView {
            id: row.id,
            project: project.reference(),
            tracks: row.tracks,
            from: row.from_on,
            until: row.until_on,
            accounts: row.accounts.iter().filter_map(|id| account(*id)).collect(),
            purchase_order: row.purchase_order,
            ordered_days: row.ordered_days,
            overrun_motive: row.overrun_motive,
            logged_days,
            over_ordered_days: row.ordered_days.map(|ordered| (logged_days - ordered).max(0.0)),
            version: row.version,
            updated_at: row.updated_at,
            updated_by: account(row.updated_by),
            provider: details.provider,
        }
    }
}

impl Placed<MissionSort> for MissionRow {
    fn sort_key(&self, _: MissionSort) -> Value {
        Value::String(self.mission.from_on.to_string())
    }
    fn id(&self) -> Uuid {
        self.mission.id
    }
}
