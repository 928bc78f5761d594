//! What a milestone is shown with besides its row, one JSON value for each (a view): it comes with the
//! row, whether one is read or a page of them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::dto::MilestoneSort;
use super::model::Milestone;
use crate::database::detailed;
use crate::database::schema::{milestones, programmes, projects};
use crate::http::Placed;
use crate::projects::ClockParts;
use crate::reference::Reference;

/// What a milestone is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct MilestoneDetails {
    /// How far the journal was when it was read.
    pub shown_at: Option<DateTime<Utc>>,
    /// Its project.
    pub project: Reference,
    /// What moves the project's clock.
    pub clock: ClockParts,
    /// The types of the evidence attached.
    pub evidence: Vec<String>,
    /// The milestones it depends on, in their order.
    pub depends_on: Vec<Reference>,
    /// The percent of the latest progress entry that gives one, corrected entries aside.
    pub percent: Option<i32>,
    /// The name of whoever edited it last; none once erased.
    pub editor: Option<String>,
}

detailed!(MilestoneRow: milestone Milestone in milestones, with MilestoneDetails of milestone_details by milestone_id, beside projects, beside programmes);

impl Placed<MilestoneSort> for MilestoneRow {
    fn sort_key(&self, sort: MilestoneSort) -> Value {
        match sort {
            MilestoneSort::ForecastOn | MilestoneSort::ForecastOnDescending => {
                self.milestone.forecast_on.to_string().into()
            }
            MilestoneSort::Code | MilestoneSort::CodeDescending => self.milestone.code.clone().into(),
        }
    }
    fn id(&self) -> Uuid {
        self.milestone.id
    }
}
