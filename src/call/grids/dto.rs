//! What clients send and are shown of grids.

use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::criteria::{Criterion, NewCriterion, NewScale, Scale};
use super::model::EvaluationStage;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::Instant;
use crate::projects::child::Edits;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new grid.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewGrid {
    /// The stage, for good.
    pub stage: EvaluationStage,
    /// What is judged, in order.
    #[schema(min_items = 1, max_items = 50)]
    pub criteria: Vec<NewCriterion>,
    /// Between which bounds a score is.
    pub scale: NewScale,
}

patch! {
    /// A change of a grid (RFC 7396); its criteria and its scale are each replaced whole.
    pub struct GridPatch {
        /// What is judged, in order.
        #[schema(min_items = 1, max_items = 50)]
        pub criteria: Replace<Vec<NewCriterion>>,
        /// Between which bounds a score is.
        pub scale: Replace<NewScale>,
    }
}

/// A grid, as it is shown; to an observer and a juror without whether it is cited and who edited it.
#[derive(Debug, Serialize, ToSchema)]
pub struct GridView {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Reference,
    /// The stage.
    pub stage: EvaluationStage,
    /// Its number in the stage, from 1.
    #[schema(example = 1)]
    pub number: i32,
    /// What is judged, in order.
    pub criteria: Vec<Criterion>,
    /// Between which bounds a score is.
    pub scale: Scale,
    /// Whether it is the latest of its stage, which new evaluations use.
    pub in_force: bool,
    #[serde(flatten)]
    pub inside: Option<GridInside>,
}

/// What an observer and a juror are not shown of a grid.
#[derive(Debug, Serialize, ToSchema)]
pub struct GridInside {
    /// Whether an evaluation uses it: then it never changes.
    pub cited: bool,
    #[serde(flatten)]
    pub edits: Edits,
}

filter! {
    /// Which grids to list.
    pub struct GridFilter {
        /// Only of this stage.
        pub stage: AnyOf<EvaluationStage>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
    }
    for observers without updated_since
}
