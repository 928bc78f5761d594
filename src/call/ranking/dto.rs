//! What clients ask for and are shown of a ranking.

use serde::Serialize;
use utoipa::ToSchema;

use super::queries::Ranked;
use super::rules::{CriterionStanding, KnownEvaluations, MissingScores, Tally};
use crate::call::evaluations::{EvaluationPart, GridReference};
use crate::call::grids::EvaluationStage;
use crate::call::life::ApplicationState;
use crate::http::query::filter;
use crate::http::wire::Id;
use crate::projects::ProjectState;
use crate::reference::Reference;

filter! {
    /// Which ranking.
    pub struct RankingFilter {
        /// The stage. Required.
        pub stage: EvaluationStage,
        /// By this grid; when absent by the latest by which anything was submitted, else the latest.
        pub grid: Id,
        /// Which part of the evaluations of projects counts; `instruction` when absent.
        pub part: EvaluationPart,
    }
}

/// What the evaluations of a stage come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ranking {
    /// The stage.
    pub stage: EvaluationStage,
    /// Which part of the evaluations of projects counts; of applications none.
    #[schema(required = true)]
    pub part: Option<EvaluationPart>,
    /// By which grid; none where the stage has none.
    #[schema(required = true)]
    pub grid: Option<GridReference>,
    /// From the highest total down; then those that lack a score.
    pub items: Vec<RankedItem>,
}

/// What the evaluations of an application or a project come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankedItem {
    /// The application, at the selection.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub application: Option<Reference>,
    /// The project, at a later stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub project: Option<Reference>,
    /// Its state, of the vocabulary's `application_states` or `project_states`.
    #[schema(value_type = String, example = "shortlisted")]
    pub state: SubjectState,
    /// Its place, from 1; equal totals share one. Null where a score is missing.
    #[schema(required = true, example = 1)]
    pub rank: Option<usize>,
    /// The sum over the criteria of weight times mean, to four decimals. Null where a score is missing.
    #[schema(required = true, example = 24.3333)]
    pub total: Option<f64>,
    /// How many evaluations are known of how many.
    pub evaluations: KnownEvaluations,
    /// What is missing, and why.
    pub missing: Vec<MissingScores>,
    /// Criterion by criterion.
    pub criteria: Vec<CriterionStanding>,
}

/// The state of an application or a project.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum SubjectState {
    /// Of an application.
    Application(ApplicationState),
    /// Of a project.
    Project(ProjectState),
}

impl SubjectState {
    /// Whether it is ranked though nobody evaluates it: what was admitted, and not refused since; a project.
    pub fn is_judged(self) -> bool {
        use ApplicationState::{Received, Refused};
        !matches!(self, Self::Application(Received | Refused))
    }
}

impl RankedItem {
    /// A subject, what its evaluations come to, and its rank.
    pub fn new(subject: Ranked, tally: Tally, rank: Option<usize>) -> Self {
        let (application, project) = match subject.state {
            SubjectState::Application(_) => (Some(subject.reference), None),
            SubjectState::Project(_) => (None, Some(subject.reference)),
        };
        Self {
            application,
            project,
            state: subject.state,
            rank,
            total: tally.total,
            evaluations: tally.evaluations,
            missing: tally.missing,
            criteria: tally.criteria,
        }
    }
}
