//! What clients send and are shown of reuses.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{ReuseState, ReusedThing};
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Instant, WebAddress};
use crate::organisations::{Party, PartyPatch, PartyView};
use crate::projects::child::{CreationOrder, Edits};
use crate::reference::Reference;

body! {
    /// A new reuse.
    pub struct NewReuse;
    /// A change of a reuse (RFC 7396).
    pub struct ReusePatch;
    /// What is said of a reuse.
    pub struct ReuseContent in reuses;
    {
        /// What is taken over.
        pub what: ReusedThing,
        /// Where it can be seen.
        pub url: Option<WebAddress>,
    }
    {
        /// Who takes it over.
        pub by: Party by PartyPatch,
    }
}

/// A reuse, as it is shown; to an observer, once it was adopted, and without accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReuseView {
    /// Its id.
    pub id: Uuid,
    /// The project that it is taken over from.
    pub project: Reference,
    /// Who takes it over.
    pub by: PartyView,
    #[serde(flatten)]
    pub content: ReuseContent,
    /// How far it is.
    pub state: ReuseState,
    #[serde(flatten)]
    pub edits: Option<Edits>,
}

filter! {
    /// Which reuses to list.
    pub struct ReuseFilter {
        /// Only of this.
        pub what: AnyOf<ReusedThing>,
        /// Only in this state.
        pub state: AnyOf<ReuseState>,
        /// Only by this organisation.
        pub organisation: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; the newest first when absent.
        pub sort: CreationOrder,
    }
    for observers without updated_since
}
