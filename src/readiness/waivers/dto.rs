//! What clients send and are shown of waivers.

use chrono::NaiveDate;
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::WaiverState;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Instant, Prose};
use crate::projects::child::Edits;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::Gate;

/// A new waiver.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewWaiver {
    /// The gate.
    pub gate: Gate,
    /// Why it need not be satisfied.
    #[schema(value_type = Prose, example = "Le prestataire livre la notice avec la version de mars.")]
    pub motive: Prose,
    /// The first day on which it is not in force any more; it stands until it is revoked when absent.
    #[deserr(default)]
    #[schema(value_type = Option<CivilDate>)]
    pub until: Option<CivilDate>,
}

/// A waiver, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaiverView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// The gate.
    pub gate: Gate,
    /// Why it need not be satisfied.
    pub motive: String,
    /// The first day on which it is not in force any more.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
    /// Its state.
    pub state: WaiverState,
    /// Whether it is in force today.
    pub in_force: bool,
    #[serde(flatten)]
    pub edits: Edits,
}

filter! {
    /// Which waivers to list.
    pub struct WaiverFilter {
        /// Only of this gate.
        pub gate: AnyOf<Gate>,
        /// Only in this state.
        pub state: AnyOf<WaiverState>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
    }
}
