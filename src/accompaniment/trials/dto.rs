//! What clients send and are shown of trials.

use chrono::NaiveDate;
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{Audience, TrialState, TrialVerdict};
use super::measures::{Measure, MeasureOutcome, NewMeasure};
use crate::accompaniment::prototypes::Maturity;
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Headcount, Id, Instant, Prose};
use crate::projects::child::Edits;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

body! {
    /// A new trial.
    pub struct NewTrial;
    /// A change of a trial (RFC 7396).
    pub struct TrialPatch;
    /// What is said of a trial.
    pub struct TrialContent in trials;
    {
        /// Who tries the prototype.
        pub audience: Audience,
        /// How it is tried, and what is looked at.
        pub protocol: Prose,
        /// How many take part.
        pub participants: Option<Headcount>,
    }
    {
        /// The version of the prototype that is tried.
        pub prototype: Id,
        /// Its first day.
        pub from: CivilDate,
        /// The day after its last one.
        pub until: Option<CivilDate>,
        /// What is measured.
        #[schema(max_items = 50)]
        pub measures: Vec<NewMeasure>,
    }
}

/// What completes a trial.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct TrialCompletion {
    /// How many took part.
    pub participants: Headcount,
    /// What it showed.
    pub verdict: TrialVerdict,
    /// What was observed of the measures, or why it was not; it replaces what was said before.
    #[deserr(default)]
    #[schema(max_items = 50, required = false)]
    pub measures: Vec<MeasureOutcome>,
}

/// A trial, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrialView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// The version of the prototype that is tried.
    pub prototype: Reference,
    #[serde(flatten)]
    pub content: TrialContent,
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last one.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
    /// What is measured.
    #[schema(max_items = 50)]
    pub measures: Vec<Measure>,
    /// How mature the prototype was, once it is complete.
    #[schema(required = true)]
    pub maturity: Option<Maturity>,
    /// What it showed, once it is complete.
    #[schema(required = true)]
    pub verdict: Option<TrialVerdict>,
    /// Its state.
    pub state: TrialState,
    #[serde(flatten)]
    pub edits: Edits,
}

filter! {
    /// Which trials to list.
    pub struct TrialFilter {
        /// Only in this state.
        pub state: AnyOf<TrialState>,
        /// Only with these who try.
        pub audience: AnyOf<Audience>,
        /// Only with this verdict.
        pub verdict: AnyOf<TrialVerdict>,
        /// Only of this version of the prototype.
        pub prototype: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; the latest start first when absent.
        pub sort: TrialSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of trials.
    pub enum TrialSort {
        Latest "-from" "Les plus récents d'abord" "Latest first";
    }
}
