//! What clients send and are shown of committees' decisions.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::CommitteeDecisionState;
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{CivilDate, Id, Instant, Prose};
use crate::projects::child::OwnedEdits;
use crate::reference::Reference;

body! {
    /// A new decision of a committee.
    pub struct NewCommitteeDecision;
    /// A change of a decision of a committee (RFC 7396).
    pub struct CommitteeDecisionPatch;
    /// What is said of a decision of a committee.
    pub struct CommitteeDecisionContent in committee_decisions;
    {
        /// What was decided.
        pub text: Prose,
        /// The day by which it is to be settled.
        pub due_on: Option<CivilDate>,
    }
    {
        /// The account that sees to it, of those that work in the programme.
        pub owner: Option<Id>,
    }
}

/// A decision of a committee, as it is shown to coordinators.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeDecisionView {
    /// Its id.
    pub id: Uuid,
    /// Its programme.
    pub programme: Reference,
    /// The committee.
    pub exchange: Reference,
    /// Its number in the programme, from 1.
    #[schema(example = 7)]
    pub number: i32,
    #[serde(flatten)]
    pub content: CommitteeDecisionContent,
    /// Its state.
    pub state: CommitteeDecisionState,
    /// The day on which it was settled.
    #[schema(required = true)]
    pub settled_on: Option<NaiveDate>,
    /// Whether it is open, and was due before today.
    pub overdue: bool,
    #[serde(flatten)]
    pub edits: OwnedEdits,
}

filter! {
    /// Which decisions of committees to list.
    pub struct CommitteeDecisionFilter {
        /// Only in this state.
        pub state: AnyOf<CommitteeDecisionState>,
        /// Only those that this account sees to.
        pub owner: AnyOf<Id>,
        /// Only those of this committee.
        pub exchange: AnyOf<Id>,
        /// Only those that are overdue, or only those that are not.
        pub overdue: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}
