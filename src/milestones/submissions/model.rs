//! The rows of submissions, decisions and observations.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::database::schema::{decisions, observations, submissions};
use crate::journal::{Place, record};

crate::vocabulary::code_list! {
    /// How a submission was decided on.
    pub enum Outcome {
        Accepted "accepted" "Admission" "Accepted";
        AcceptedWithReduction "accepted_with_reduction" "Admission avec réfaction" "Accepted with reduction";
        Deferred "deferred" "Ajournement" "Deferred";
        Rejected "rejected" "Rejet" "Rejected";
    }
}

/// A submission: this evidence, on that day.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = submissions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Submission {
    pub id: Uuid,
    pub milestone_id: Uuid,
    /// 1 for the first of its milestone.
    pub number: i32,
    pub submitted_by: Uuid,
    /// The organisation of who submitted, at that time.
    pub organisation_id: Option<Uuid>,
    /// The evidence it was made with.
    pub evidence: Vec<Uuid>,
    pub submitted_on: NaiveDate,
    pub submitted_at: DateTime<Utc>,
    pub withdrawn_on: Option<NaiveDate>,
    pub version: i32,
}

impl Submission {
    /// The same, withdrawn.
    pub fn withdrawn(&self, on: NaiveDate) -> Self {
        Self {
            withdrawn_on: Some(on),
            version: self.version + 1,
            ..self.clone()
        }
    }
}

/// A decision on a submission.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Decision {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub submission_id: Uuid,
    pub outcome: Outcome,
    pub motive: Option<String>,
    pub reduction_percent: Option<i32>,
    pub resubmit_by: Option<NaiveDate>,
    /// By silence: the system account accepted.
    pub tacit: bool,
    pub decided_by: Uuid,
    pub organisation_id: Option<Uuid>,
    pub decided_on: NaiveDate,
    pub decided_at: DateTime<Utc>,
}

/// What the provider or the laureate has to say of a decision.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = observations, check_for_backend(diesel::pg::Pg))]
#[diesel(treat_none_as_default_value = false)]
pub struct Observation {
    pub id: Uuid,
    pub decision_id: Uuid,
    pub text: String,
    pub author_id: Uuid,
    pub organisation_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    /// The milestone decided on: where the journal tells of it.
    #[diesel(skip_insertion, select_expression = decisions::milestone_id)]
    pub milestone_id: Uuid,
}

record!(Submission in submissions as Submission, |row| Place::on_milestone(row.milestone_id));

record!(Decision in decisions as Decision, |row| Place::on_milestone(row.milestone_id));

record!(Observation in observations as Observation, |row| Place::on_milestone(row.milestone_id));
