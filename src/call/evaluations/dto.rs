//! What clients send and are shown of evaluations.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::scores::{CriterionScore, NewCriterionScore};
use super::vocabulary::{EvaluationPart, Recommendation, RecusalReason};
use crate::call::grids::EvaluationStage;
use crate::call::life::EvaluationState;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Instant, Prose};
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::code_list;

/// An evaluation to assign: of an application by its `juror`; of a project by its `stage` and `part`, and whom it is assigned to
/// where that is one account alone. Or a correction, which names what it `corrects` and nothing else.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewEvaluation {
    /// The stage; `selection`, and no other, of an application; `mid_term` or `end` of a project.
    #[deserr(default)]
    #[schema(example = "selection")]
    pub stage: Option<EvaluationStage>,
    /// Which part, of a project.
    #[deserr(default)]
    pub part: Option<EvaluationPart>,
    /// The account that evaluates: of an application a juror of the programme; of a project one of the laureate's (self-assessment)
    /// or a coordinator.
    #[deserr(default)]
    pub juror: Option<Id>,
    /// The submitted evaluation that this one corrects.
    #[deserr(default)]
    pub corrects: Option<Id>,
}

patch! {
    /// A change of an evaluation that is open (RFC 7396). Its scores are replaced whole.
    pub struct EvaluationPatch {
        /// What is given for each criterion of its grid, and why.
        #[schema(max_items = 50)]
        pub scores: Replace<Vec<NewCriterionScore>>,
        /// What is to be said besides.
        pub comment: Patch<Prose>,
        /// What it recommends.
        pub recommendation: Patch<Recommendation>,
    }
}

/// Why somebody does not evaluate.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewRecusal {
    /// What kind of reason it is.
    #[deserr(default)]
    #[schema(value_type = RecusalReason, required = true)]
    pub reason: Option<RecusalReason>,
    /// Why.
    #[deserr(default)]
    #[schema(value_type = Prose, required = true, example = "J'ai travaillé avec le candidat l'an dernier.")]
    pub motive: Option<Prose>,
}

/// An evaluation, as it is shown; of whom and by whom it was edited is told to coordinators and to its own juror.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationView {
    /// Its id.
    pub id: Uuid,
    /// The application that is evaluated, if it is one.
    #[schema(required = true)]
    pub application: Option<Reference>,
    /// The project that is evaluated, if it is one.
    #[schema(required = true)]
    pub project: Option<Reference>,
    /// The stage.
    pub stage: EvaluationStage,
    /// Which part of the evaluation of a project it is.
    #[schema(required = true)]
    pub part: Option<EvaluationPart>,
    /// By which grid.
    pub grid: GridReference,
    /// What is given for each criterion, and why.
    pub scores: Vec<CriterionScore>,
    /// What is said besides.
    #[schema(required = true)]
    pub comment: Option<String>,
    /// What it recommends.
    #[schema(required = true)]
    pub recommendation: Option<Recommendation>,
    /// Its state.
    pub state: EvaluationState,
    /// When it was submitted.
    #[schema(required = true)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// The evaluation that it corrects.
    #[schema(required = true)]
    pub corrects: Option<Uuid>,
    /// The submitted evaluation that corrects it, and counts in its place.
    #[schema(required = true)]
    pub corrected_by: Option<Uuid>,
    /// Whether it counts: submitted, and no correction of it submitted or recused.
    #[schema(example = true)]
    pub counts: bool,
    #[serde(flatten)]
    pub inside: Option<EvaluationInside>,
    /// The number of the last edit.
    pub version: i32,
    /// When it was assigned.
    pub created_at: DateTime<Utc>,
    /// When it was edited last.
    pub updated_at: DateTime<Utc>,
}

/// A grid, pointed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GridReference {
    /// Its id.
    pub id: Uuid,
    /// Its number in its stage.
    #[schema(example = 1)]
    pub number: i32,
}

/// What coordinators and its juror alone are shown of an evaluation.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationInside {
    /// The account that evaluates, where it is assigned to one.
    #[schema(required = true)]
    pub juror: Option<Reference>,
    /// Why it is not made, where it is recused.
    #[schema(required = true)]
    pub recusal: Option<Recusal>,
    /// Who assigned it.
    pub created_by: Reference,
    /// Who edited it last.
    pub updated_by: Reference,
}

/// Why an evaluation is not made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recusal {
    /// What kind of reason it is.
    pub reason: RecusalReason,
    /// Why.
    #[schema(required = true)]
    pub motive: Option<String>,
}

filter! {
    /// Which evaluations to list.
    pub struct EvaluationFilter {
        /// Only at this stage.
        pub stage: AnyOf<EvaluationStage>,
        /// Only this part of projects' evaluations.
        pub part: AnyOf<EvaluationPart>,
        /// Only in this state.
        pub state: AnyOf<EvaluationState>,
        /// Only by this account; of those of others, only a coordinator is told.
        pub juror: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}

code_list! {
    /// The order of a list of evaluations.
    pub enum EvaluationOrder {
        Oldest "created_at" "De la plus ancienne à la plus récente" "Oldest first";
    }
}
