//! What changed in a portfolio, as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::accompaniment::risks::{Criticality, RiskKind};
use crate::http::as_of::AsOf;
use crate::http::query::filter;
use crate::milestones::submissions::Outcome;
use crate::projects::ProjectState;
use crate::readiness::ReadinessCounts;
use crate::reference::Reference;
use crate::vocabulary::{Health, Sentence};

filter! {
    /// Between which instants.
    pub struct ComparisonFilter {
        /// From when on: an instant (RFC 3339), or the end of a day where the programme is. Required.
        #[param(example = "2019-03-04")]
        pub from: AsOf,
        /// Until when; now when absent. Not before `from`.
        #[param(example = "2019-06-03")]
        pub to: AsOf,
    }
}

/// What changed in a portfolio.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparisonView {
    /// The programme.
    pub programme: Reference,
    /// As of when it was.
    pub from: ComparisonEnd,
    /// As of when it is.
    pub to: ComparisonEnd,
    /// The projects in which something changed, by code.
    pub projects: Vec<ComparedProject>,
}

/// An end of the comparison.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ComparisonEnd {
    /// The instant, which `as_of` takes.
    pub at: DateTime<Utc>,
    /// The civil date, where the programme is.
    pub on: NaiveDate,
}

/// What changed in a project; what did not is null, or an empty list. Of a project that was not there all is told that it has.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedProject {
    /// The project.
    pub project: Reference,
    /// Its state, also of a project that was not there before.
    #[schema(required = true)]
    pub state: Option<StateChange>,
    /// How it fares.
    #[schema(required = true)]
    pub health: Option<HealthChange>,
    /// When its useful months are used up.
    #[schema(required = true)]
    pub planned_end: Option<DateChange>,
    /// The latest forecast of its open milestones.
    #[schema(required = true)]
    pub forecast_end: Option<DateChange>,
    /// The milestones that were open and whose forecast moved, by forecast.
    pub slips: Vec<Slip>,
    /// What was decided on its milestones, in the order of the decisions. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub decisions: Option<Vec<DecisionTaken>>,
    /// The risks that came, also those that went again. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub new_risks: Option<Vec<RiskChange>>,
    /// The risks that were open or mitigated again after they had been closed or had occurred. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reopened_risks: Option<Vec<RiskChange>>,
    /// The risks that were closed, or have occurred. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub closed_risks: Option<Vec<RiskChange>>,
    /// The person-days logged.
    #[schema(required = true)]
    pub effort: Option<EffortChange>,
    /// How many gates of its readiness stand how.
    #[schema(required = true)]
    pub readiness: Option<ReadinessChange>,
}

/// Another state.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct StateChange {
    /// What it was; null where it was not there.
    #[schema(required = true)]
    pub before: Option<ProjectState>,
    /// What it is.
    pub after: ProjectState,
    /// In words.
    pub sentence: Sentence,
}

/// Another health.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct HealthChange {
    /// What it was; null where none was reported.
    #[schema(required = true)]
    pub before: Option<Health>,
    /// What it is.
    #[schema(required = true)]
    pub after: Option<Health>,
    /// In words.
    pub sentence: Sentence,
}

/// Another date.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct DateChange {
    /// What it was; null where there was none.
    #[schema(required = true)]
    pub before: Option<NaiveDate>,
    /// What it is; null where there is none.
    #[schema(required = true)]
    pub after: Option<NaiveDate>,
    /// By how many days it moved, later ones positive; null where one of them is.
    #[schema(example = 14, required = true)]
    pub days: Option<i64>,
    /// In words.
    pub sentence: Sentence,
}

/// A milestone whose forecast moved.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct Slip {
    /// The milestone.
    pub milestone: Reference,
    /// Its forecast as it was.
    pub before: NaiveDate,
    /// Its forecast as it is.
    pub after: NaiveDate,
    /// By how many days it moved, later ones positive.
    #[schema(example = 14)]
    pub days: i64,
    /// In words.
    pub sentence: Sentence,
}

/// A decision on a milestone.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct DecisionTaken {
    /// The milestone.
    pub milestone: Reference,
    /// What was decided.
    pub outcome: Outcome,
    /// On which day.
    pub on: NaiveDate,
    /// In words.
    pub sentence: Sentence,
}

/// A risk that came, or went.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct RiskChange {
    /// The risk.
    pub risk: Reference,
    /// What it is about.
    pub kind: RiskKind,
    /// How critical it is; null where it has no score.
    #[schema(required = true)]
    pub criticality: Option<Criticality>,
    /// In words.
    pub sentence: Sentence,
}

/// More person-days, or fewer.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct EffortChange {
    /// Logged before.
    #[schema(example = 10.5)]
    pub before: f64,
    /// Logged now.
    #[schema(example = 12.25)]
    pub after: f64,
    /// In words.
    pub sentence: Sentence,
}

/// Gates that stand otherwise.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct ReadinessChange {
    /// How many stood how; null where the project was not there.
    #[schema(required = true)]
    pub before: Option<ReadinessCounts>,
    /// How many stand how.
    pub after: ReadinessCounts,
    /// In words.
    pub sentence: Sentence,
}
