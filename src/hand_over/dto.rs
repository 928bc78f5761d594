//! What clients send and are shown of a hand-over.

use chrono::NaiveDate;
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::HandOverState;
use super::pieces::PieceView;
use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Instant, Line, Prose};
use crate::projects::child::Edits;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::{HandOverKind, code_list};

/// A new item of a hand-over.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewHandOverItem {
    /// What it is, for good; a project has one of each, but for `other`.
    pub kind: HandOverKind,
    /// What it is called; `other` always is.
    #[deserr(default)]
    #[schema(value_type = Option<Line>, example = "Notice pour les juristes")]
    pub title: Option<Line>,
    /// What is expected of it.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>)]
    pub description: Option<Prose>,
}

patch! {
    /// A change of what is said of an item of a hand-over (RFC 7396).
    pub struct HandOverItemPatch {
        /// What it is called; `other` always is.
        pub title: Patch<Line>,
        /// What is expected of it.
        pub description: Patch<Prose>,
    }
}

/// An item of a hand-over, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandOverItemView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// What it is.
    pub kind: HandOverKind,
    /// What it is called.
    #[schema(required = true)]
    pub title: Option<String>,
    /// What is expected of it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Its state.
    pub state: HandOverState,
    /// What was provided last, also of one that was returned.
    pub evidence: Vec<PieceView>,
    /// The day on which it was provided; null of one that is missing.
    #[schema(required = true)]
    pub provided_on: Option<NaiveDate>,
    /// The day on which it was verified.
    #[schema(required = true)]
    pub verified_on: Option<NaiveDate>,
    #[serde(flatten)]
    pub edits: Edits,
}

/// The items that were added to a hand-over when it was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedHandOver {
    /// In the order of the programme's list.
    pub items: Vec<HandOverItemView>,
}

filter! {
    /// Which items of hand-overs to list.
    pub struct HandOverFilter {
        /// Only of this kind.
        pub kind: AnyOf<HandOverKind>,
        /// Only in this state.
        pub state: AnyOf<HandOverState>,
        /// Only those that were provided before this day and wait to be verified.
        pub provided_before: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; as they were added when absent.
        pub sort: HandOverOrder,
    }
}

code_list! {
    /// The orders of a list of items of hand-overs.
    pub enum HandOverOrder {
        Oldest "created_at" "Du plus ancien au plus récent" "Oldest first";
        Newest "-created_at" "Du plus récent au plus ancien" "Newest first";
    }
}
