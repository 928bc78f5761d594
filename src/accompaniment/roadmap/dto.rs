//! What clients send and are shown of a roadmap.

use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{Horizon, RoadmapItemKind, RoadmapItemState};
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Instant, Line, Rank};
use crate::projects::child::OwnedEdits;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

body! {
    /// A new item of a roadmap.
    pub struct NewRoadmapItem;
    /// A change of an item of a roadmap (RFC 7396).
    pub struct RoadmapItemPatch;
    /// What is said of an item of a roadmap.
    pub struct RoadmapItemContent in roadmap_items;
    {
        /// What it is about.
        pub kind: RoadmapItemKind,
        /// What is to be done.
        pub title: Line,
        /// How far ahead.
        pub horizon: Horizon,
        /// The day by which it is to be done.
        pub due_on: Option<CivilDate>,
    }
    {
        /// The account that looks after it, of those that work on the project.
        pub owner: Option<Id>,
        /// Its place in the order, from 1, where the others make room; the last one when absent or null.
        pub position: Option<Rank>,
    }
}

/// A roadmap in order: every item of it, once, the first first.
#[derive(Debug, Serialize, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct RoadmapOrder {
    /// The ids of the items.
    pub items: Vec<Id>,
}

/// An item of a roadmap, as it is shown; to an observer, once it was adopted, without its place and accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadmapItemView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    #[serde(flatten)]
    pub content: RoadmapItemContent,
    /// Its state.
    pub state: RoadmapItemState,
    #[serde(flatten)]
    pub inside: Option<RoadmapItemInside>,
}

/// What an observer is not shown of an item: the place counts items that it is not shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadmapItemInside {
    /// Its place in the order, from 1.
    pub position: i32,
    #[serde(flatten)]
    pub edits: OwnedEdits,
}

filter! {
    /// Which items of roadmaps to list.
    pub struct RoadmapItemFilter {
        /// Only of this kind.
        pub kind: AnyOf<RoadmapItemKind>,
        /// Only so far ahead.
        pub horizon: AnyOf<Horizon>,
        /// Only in this state.
        pub state: AnyOf<RoadmapItemState>,
        /// Only those that this account looks after. Not for observers.
        pub owner: AnyOf<Id>,
        /// Only those that are to be done before this day.
        pub due_before: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; by place when absent.
        pub sort: RoadmapItemSort,
    }
    for observers without owner, updated_since
}

crate::vocabulary::code_list! {
    /// The orders of a list of items of roadmaps.
    pub enum RoadmapItemSort {
        Position "position" "Par rang" "By place";
        Newest "-created_at" "Du plus récent au plus ancien" "Newest first";
    }
}
