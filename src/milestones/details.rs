//! What a milestone is shown with besides its row, one JSON value for each (a view): it comes with the
//! row, whether one is read or a page of them.

use diesel::dsl::auto_type;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::dto::MilestoneSort;
use super::model::Milestone;
use crate::database::Json;
use crate::database::schema::{milestones, programmes, projects};
use crate::http::Placed;
use crate::projects::ClockParts;
use crate::reference::Reference;

diesel::table! {
    /// What milestones are shown with (a view).
    milestone_details (milestone_id) {
        milestone_id -> Uuid,
        details -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(milestone_details, milestones);
diesel::allow_tables_to_appear_in_same_query!(milestone_details, projects);
diesel::allow_tables_to_appear_in_same_query!(milestone_details, programmes);

/// What a milestone is shown with.
#[derive(Clone, Debug, Deserialize)]
pub struct MilestoneDetails {
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

/// A milestone with what it is shown with.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = milestones, check_for_backend(diesel::pg::Pg))]
pub struct MilestoneRow {
    /// Its row.
    #[diesel(embed)]
    pub milestone: Milestone,
    /// The rest.
    #[diesel(select_expression = of_row(), select_expression_type = of_row)]
    pub details: Json<MilestoneDetails>,
}

/// The details of the milestone of each row.
#[auto_type]
fn of_row() -> _ {
    let of_row = milestone_details::table.filter(milestone_details::milestone_id.eq(milestones::id));
    of_row
        .select(milestone_details::details)
        .single_value()
        .assume_not_null()
}

/// The details of one milestone.
pub async fn load(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<MilestoneDetails> {
    let query = milestone_details::table.find(milestone);
    let Json(details) = query.select(milestone_details::details).first(&mut conn).await?;
    Ok(details)
}

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
