//! What clients send and are shown of topics.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{TopicMaturity, TopicState};
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Instant, Line, Prose};
use crate::projects::child::{CreationOrder, OwnedEdits};
use crate::reference::Reference;

body! {
    /// A new topic.
    pub struct NewTopic;
    /// A change of a topic (RFC 7396).
    pub struct TopicPatch;
    /// What is said of a topic.
    pub struct TopicContent in topics;
    {
        /// What it is.
        pub title: Line,
        /// What it would bring.
        pub benefit: Prose,
        /// How far it was thought through.
        pub maturity: TopicMaturity,
    }
    {
        /// The account that looks after it, of those that work on the project.
        pub owner: Option<Id>,
    }
}

/// A topic, as it is shown. An observer is shown retained ones, without what names an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    #[serde(flatten)]
    pub content: TopicContent,
    /// Its state.
    pub state: TopicState,
    #[serde(flatten)]
    pub edits: Option<OwnedEdits>,
}

filter! {
    /// Which topics to list.
    pub struct TopicFilter {
        /// Only in this state.
        pub state: AnyOf<TopicState>,
        /// Only thought through so far.
        pub maturity: AnyOf<TopicMaturity>,
        /// Only those that this account looks after. Not for observers.
        pub owner: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; the newest first when absent.
        pub sort: CreationOrder,
    }
    for observers without updated_since, owner
}
