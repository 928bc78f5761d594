//! What clients send and are shown of sign-ups.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::SignUpState;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Instant, PartySize};
use crate::organisations::OrganisationReference;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new sign-up.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewSignUp {
    /// For which organisation; the caller's own when absent. Another is a coordinator's to name.
    #[deserr(default)]
    #[schema(value_type = Option<Id>)]
    pub organisation: Option<Id>,
    /// How many people; one when absent.
    #[deserr(default)]
    #[schema(value_type = Option<PartySize>, example = 2)]
    pub people: Option<PartySize>,
}

/// A sign-up, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignUpView {
    /// Its id.
    pub id: Uuid,
    /// The exchange.
    pub exchange: Uuid,
    /// The organisation.
    pub organisation: OrganisationReference,
    /// How many people.
    pub people: i32,
    /// Its state.
    pub state: SignUpState,
    /// Its place among those of its state, by the order in which they signed up, from 1; null once cancelled.
    #[schema(required = true, example = 3)]
    pub position: Option<i64>,
    /// The number of the last edit.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom; to coordinators, and to whoever it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub created_by: Option<Reference>,
    /// When it was edited last.
    pub updated_at: DateTime<Utc>,
    /// By whom; to coordinators, and to whoever it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

filter! {
    /// Which sign-ups to list.
    pub struct SignUpFilter {
        /// Only in this state.
        pub state: AnyOf<SignUpState>,
        /// Only of this organisation.
        pub organisation: AnyOf<Id>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}
