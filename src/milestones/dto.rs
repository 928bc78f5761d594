//! What clients send to plan a milestone and to act on one, and how they filter lists.

use deserr::Deserr;
use utoipa::ToSchema;

use super::life::MilestoneState;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{CivilDate, Id, Instant, Key, Line, Prose, ReductionPercent, Slug, Weight};
use crate::shape::ShapeFaults;
use crate::vocabulary::EvidenceType;

/// A new milestone of a project.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewMilestone {
    /// One of the programme's tracks.
    #[schema(example = "prototype")]
    pub track: Slug,
    /// What is to be reached.
    #[schema(example = "Prototype essayé avec les inspecteurs")]
    pub title: Line,
    /// What it is about.
    #[deserr(default)]
    pub description: Option<Prose>,
    /// What must hold for it to be accepted.
    #[deserr(default)]
    #[schema(example = json!(["Dix inspecteurs l'ont essayé", "Le code est remis"]))]
    #[schema(required = false)]
    pub acceptance_criteria: Vec<Prose>,
    /// Its weight in the project's progress; 1 when absent.
    #[deserr(default)]
    #[schema(example = 1.0)]
    pub weight: Option<Weight>,
    /// When it is expected: its first forecast.
    #[schema(example = "2019-06-14")]
    pub forecast_on: CivilDate,
    /// The types of evidence without which it cannot be submitted.
    #[deserr(default)]
    #[schema(example = json!(["source_code", "user_trial_report"]))]
    #[schema(required = false)]
    pub required_evidence: Vec<EvidenceType>,
    /// The milestones of the same project that must be accepted first: ids or codes.
    #[deserr(default)]
    #[schema(value_type = Vec<Key>, example = json!(["AMI-IA-2018-ASN-M01"]))]
    #[schema(required = false)]
    pub depends_on: Vec<Key>,
}

patch! {
    /// A change of a milestone's plan (RFC 7396). Its forecast has a history of its own.
    pub struct MilestonePatch {
        /// One of the programme's tracks; only while it is planned.
        pub track: Replace<Slug>,
        /// What is to be reached.
        pub title: Replace<Line>,
        /// What it is about.
        pub description: Patch<Prose>,
        /// What must hold for it to be accepted: the whole list.
        pub acceptance_criteria: Replace<Vec<Prose>>,
        /// Its weight in the project's progress.
        pub weight: Replace<Weight>,
        /// The types of evidence without which it cannot be submitted: the whole list.
        pub required_evidence: Replace<Vec<EvidenceType>>,
        /// The milestones that must be accepted first, ids or codes: the whole list.
        pub depends_on: Replace<Vec<Key>>,
    }
}

/// Why a milestone is cancelled or reopened, and what may be said of an acceptance.
#[derive(Debug, Default, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct MotiveBody {
    /// Why.
    #[deserr(default)]
    #[schema(example = "Livrable conforme aux critères.")]
    pub motive: Option<Prose>,
}

/// An acceptance with reduction (réfaction).
#[derive(Debug, Default, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct ReductionBody {
    /// Why.
    #[deserr(default)]
    #[schema(example = "Documentation incomplète.", required = true, nullable = false)]
    pub motive: Option<Prose>,
    /// How much is taken off.
    #[deserr(default)]
    #[schema(required = true, nullable = false)]
    pub reduction_percent: Option<ReductionPercent>,
}

/// A deferral (ajournement).
#[derive(Debug, Default, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct DeferralBody {
    /// Why.
    #[deserr(default)]
    #[schema(
        example = "Le bilan d'essai ne dit rien des faux négatifs.",
        required = true,
        nullable = false
    )]
    pub motive: Option<Prose>,
    /// Until when it is to be submitted again, today or later.
    #[deserr(default)]
    #[schema(example = "2019-07-01", required = true, nullable = false)]
    pub resubmit_by: Option<CivilDate>,
}

filter! {
    /// Which milestones of a project to list.
    pub struct ProjectMilestoneFilter {
        /// Only of this track.
        pub track: AnyOf<Slug>,
        /// Only in this state.
        pub state: AnyOf<MilestoneState>,
        /// Only those that are late, or those that are not.
        pub late: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `forecast_on` when absent.
        pub sort: MilestoneSort,
    }
}

filter! {
    /// Which milestones of a programme to list.
    pub struct ProgrammeMilestoneFilter {
        /// Only of this track.
        pub track: AnyOf<Slug>,
        /// Only in this state.
        pub state: AnyOf<MilestoneState>,
        /// Only those that are late, or those that are not.
        pub late: Flag,
        /// Only of this project: its id or code.
        pub project: AnyOf<Key>,
        /// Only those that this organisation has a mission on: of its projects and tracks.
        pub provider: AnyOf<Id>,
        /// Only those whose forecast lies before this day.
        pub due_before: CivilDate,
        /// Only those whose forecast lies on this day or after.
        pub due_after: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `forecast_on` when absent.
        pub sort: MilestoneSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of milestones.
    pub enum MilestoneSort {
        ForecastOn "forecast_on" "Prévision" "Forecast";
        ForecastOnDescending "-forecast_on" "Prévision, décroissante" "Forecast, descending";
        Code "code" "Code" "Code";
        CodeDescending "-code" "Code, décroissant" "Code, descending";
    }
}
