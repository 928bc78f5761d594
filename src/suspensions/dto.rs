//! What clients send and are shown of suspensions.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::effect::Effect;
use super::model::Suspension;
use crate::access::Visibility;
use crate::http::merge_patch::patch;
use crate::http::query::{Flag, filter};
use crate::http::wire::{CivilDate, Instant, Prose};
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new suspension.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewSuspension {
    /// Its first day.
    #[schema(example = "2019-07-15")]
    pub from: CivilDate,
    /// The day work resumes (exclusive); open when absent.
    #[deserr(default)]
    #[schema(example = "2019-08-19")]
    pub until: Option<CivilDate>,
    /// Why.
    #[schema(example = "Données indisponibles jusqu'à la signature de la convention.")]
    pub motive: Prose,
    /// Moves the forecasts of open milestones that fall on or after `from` by the suspended days;
    /// for an open suspension, at its resumption.
    #[deserr(default)]
    #[schema(default = false, required = false)]
    pub shift_forecasts: bool,
}

patch! {
    /// A change of a suspension (RFC 7396). One that shifted forecasts moves them by the difference.
    pub struct SuspensionPatch {
        /// Its first day.
        pub from: Replace<CivilDate>,
        /// The day work resumes; null opens it again.
        pub until: Patch<CivilDate>,
        /// Why.
        pub motive: Replace<Prose>,
    }
}

/// The end of an open suspension.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Resumption {
    /// The day work resumes.
    #[schema(example = "2019-08-19")]
    pub on: CivilDate,
}

/// Why a record is cancelled.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct Cancellation {
    /// Why.
    #[schema(example = "Saisie par erreur.")]
    pub motive: Prose,
}

filter! {
    /// Whether to try without doing.
    pub struct DryRun {
        /// `true` answers 200 with the clock and the milestones as they would be, and changes nothing.
        pub dry_run: Flag,
    }
}

/// A suspension, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspensionView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// Its first day.
    #[schema(example = "2019-07-15")]
    pub from: NaiveDate,
    /// The day work resumes; null while it is open.
    #[schema(example = "2019-08-19", required = true)]
    pub until: Option<NaiveDate>,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub motive: Option<String>,
    /// Whether it moves the forecasts of open milestones.
    pub shift_forecasts: bool,
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

/// What changing a suspension answers, for the document: the suspension, or of a dry run its effect.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub enum SuspensionOrEffect {
    /// The suspension, changed.
    Suspension(SuspensionView),
    /// The effect the change would have.
    Effect(Effect),
}

filter! {
    /// Which suspensions to list.
    pub struct SuspensionFilter {
        /// `false`: only those that count; `true`: only cancelled ones; all when absent.
        pub cancelled: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; `from` when absent.
        pub sort: SuspensionSort,
    }
    for observers without updated_since
}

crate::vocabulary::code_list! {
    /// The orders of a list of suspensions.
    pub enum SuspensionSort {
        From "from" "Début" "Start";
        FromDescending "-from" "Début, décroissant" "Start, descending";
    }
}

impl DryRun {
    /// Whether nothing is to remain.
    pub fn is_asked(&self) -> bool {
        self.dry_run == Some(Flag(true))
    }
}

impl SuspensionView {
    /// The suspension, as it is shown to whoever is shown so much.
    pub fn new(row: Suspension, project: Reference, names: &Names, visibility: Visibility) -> Self {
        let full = visibility == Visibility::Full;
        Self {
            id: row.id,
            project,
            from: row.from_on,
            until: row.until_on,
            motive: full.then_some(row.motive),
            shift_forecasts: row.shift_forecasts,
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
