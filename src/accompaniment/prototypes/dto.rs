//! What clients send and are shown of prototypes.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Maturity;
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Instant, Prose, SpdxId, VersionName, WebAddress};
use crate::projects::child::{CreationOrder, Stamps};
use crate::reference::Reference;

body! {
    /// A new version of the prototype.
    pub struct NewPrototype;
    /// A change of a version of the prototype (RFC 7396).
    pub struct PrototypePatch;
    /// What is said of a version of the prototype.
    pub struct PrototypeContent in prototypes;
    {
        /// How mature it is.
        pub maturity: Maturity,
        /// What it does, and what it does not.
        pub description: Option<Prose>,
        /// Where its source is.
        pub source_url: Option<WebAddress>,
        /// Under which licence it is published.
        pub licence: Option<SpdxId>,
        /// Why it is less mature than it was.
        pub motive: Option<Prose>,
    }
    {
        /// What the version is called, once in a project.
        pub version: VersionName,
    }
}

/// A version of the prototype, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrototypeView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// What the version is called.
    #[schema(example = "0.3")]
    pub version: String,
    #[serde(flatten)]
    pub content: PrototypeContent,
    #[serde(flatten)]
    pub stamps: Stamps,
    /// The number of the last edit: what other resources call `version`.
    pub edit: i32,
}

filter! {
    /// Which prototypes to list.
    pub struct PrototypeFilter {
        /// Only as mature as this.
        pub maturity: AnyOf<Maturity>,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; the newest first when absent.
        pub sort: CreationOrder,
    }
}
