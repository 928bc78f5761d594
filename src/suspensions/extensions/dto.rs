//! What clients send and are shown of extensions.

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::Visibility;
use crate::http::query::{Flag, filter};
use crate::http::wire::{Instant, Months, Prose};
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::suspensions::{Effect, Extension};

/// A new extension.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewExtension {
    /// The useful months it adds.
    #[schema(example = 2)]
    pub useful_months: Months,
    /// Why.
    #[schema(example = "Essais avec les agents prolongés.")]
    pub motive: Prose,
}

/// An extension, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// The useful months it adds.
    #[schema(example = 2)]
    pub useful_months: i32,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub motive: Option<String>,
    /// When it was cancelled; null while it counts.
    #[schema(required = true)]
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why it was cancelled; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub cancel_motive: Option<Option<String>>,
    /// The number of the last edit; absent for an observer, who does not see all that is edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i32>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Who recorded it; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub created_by: Option<Reference>,
    /// When it was edited last; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Who edited it last; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

/// What changing an extension answers, for the document: the extension, or of a dry run its effect.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub enum ExtensionOrEffect {
    /// The extension, changed.
    Extension(ExtensionView),
    /// The effect the change would have.
    Effect(Effect),
}

filter! {
    /// Which extensions to list.
    pub struct ExtensionFilter {
        /// `false`: only those that count; `true`: only cancelled ones; all when absent.
        pub cancelled: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `-created_at`, the newest first, when absent.
        pub sort: ExtensionSort,
    }
    for observers without updated_since
}

crate::vocabulary::code_list! {
    /// The orders of a list of extensions.
    pub enum ExtensionSort {
        Newest "-created_at" "Les plus récentes d'abord" "Newest first";
        Oldest "created_at" "Les plus anciennes d'abord" "Oldest first";
    }
}

impl ExtensionView {
    /// The extension, as it is shown to whoever is shown so much.
    pub fn new(row: Extension, project: Reference, names: &Names, visibility: Visibility) -> Self {
        let full = visibility == Visibility::Full;
        Self {
            id: row.id,
            project,
            useful_months: row.useful_months,
            motive: full.then_some(row.motive),
            cancelled_at: row.cancelled_at,
            cancel_motive: full.then_some(row.cancel_motive),
            version: full.then_some(row.version),
            created_at: row.created_at,
            created_by: names.reference(row.created_by, visibility),
            updated_at: full.then_some(row.updated_at),
            updated_by: names.reference(row.updated_by, visibility),
        }
    }
}
