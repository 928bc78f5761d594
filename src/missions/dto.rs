//! What clients send and are shown.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::merge_patch::patch;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Instant, Line, OrderedDays, Prose, Slug};
use crate::organisations::OrganisationReference;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new mission.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
#[schema(example = json!({
    "provider": "0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e", "tracks": ["technical_support", "prototype"],
    "from": "2018-11-21", "until": "2019-12-01", "purchase_order": "BC-2018-042", "ordered_days": 20
}))]
pub struct NewMission {
    /// The organisation whose experts work on it: a research institute, an association, a private
    /// firm or another, not an administration.
    pub provider: Id,
    /// The tracks it covers, by code.
    #[schema(min_items = 1, max_items = 50)]
    pub tracks: Vec<Slug>,
    /// Its first day.
    #[schema(value_type = CivilDate, example = "2018-11-21")]
    pub from: CivilDate,
    /// The day after its last.
    #[schema(value_type = CivilDate, example = "2019-12-01")]
    pub until: CivilDate,
    /// The provider's accounts that work on it; all of them when empty or absent.
    #[deserr(default)]
    #[schema(max_items = 500)]
    pub accounts: Option<Vec<Id>>,
    /// The purchase order behind it.
    #[deserr(default)]
    #[schema(value_type = Option<Line>, example = "BC-2018-042")]
    pub purchase_order: Option<Line>,
    /// The person-days ordered.
    #[deserr(default)]
    #[schema(value_type = Option<OrderedDays>, example = 20.0)]
    pub ordered_days: Option<OrderedDays>,
    /// Why more is logged than was ordered.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>)]
    pub overrun_motive: Option<Prose>,
}

patch! {
    /// A change of a mission (RFC 7396). `tracks` and `accounts` are replaced whole when they are sent.
    #[schema(example = json!({"until": "2020-02-01", "ordered_days": 30}))]
    pub struct MissionPatch {
        /// The organisation whose experts work on it; it stays once work is logged on the mission.
        pub provider: Replace<Id>,
        /// The tracks it covers, by code.
        #[schema(min_items = 1, max_items = 50)]
        pub tracks: Replace<Vec<Slug>>,
        /// Its first day.
        pub from: Replace<CivilDate>,
        /// The day after its last.
        pub until: Replace<CivilDate>,
        /// The provider's accounts that work on it; cleared or empty: all of them.
        #[schema(max_items = 500)]
        pub accounts: Patch<Vec<Id>>,
        /// The purchase order behind it.
        pub purchase_order: Patch<Line>,
        /// The person-days ordered.
        pub ordered_days: Patch<OrderedDays>,
        /// Why more is logged than was ordered.
        pub overrun_motive: Patch<Prose>,
    }
}

/// A mission, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissionView {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Reference,
    /// The provider.
    pub provider: OrganisationReference,
    /// The tracks it covers, by code.
    #[schema(example = json!(["technical_support", "prototype"]))]
    pub tracks: Vec<String>,
    /// Its first day.
    #[schema(example = "2018-11-21")]
    pub from: NaiveDate,
    /// The day after its last.
    #[schema(example = "2019-12-01")]
    pub until: NaiveDate,
    /// The accounts that work on it; all of the provider's when empty, or once none of them is in use.
    pub accounts: Vec<Reference>,
    /// The purchase order behind it.
    #[schema(example = "BC-2018-042", required = true)]
    pub purchase_order: Option<String>,
    /// The person-days ordered.
    #[schema(example = 20.0, required = true)]
    pub ordered_days: Option<f64>,
    /// Why more is logged than was ordered.
    #[schema(required = true)]
    pub overrun_motive: Option<String>,
    /// The person-days logged on it, corrected entries aside.
    #[schema(example = 12.5)]
    pub logged_days: f64,
    /// The person-days logged beyond those ordered; null where none were ordered.
    #[schema(example = 0.0, required = true)]
    pub over_ordered_days: Option<f64>,
    /// The number of the last edit.
    #[schema(example = 1)]
    pub version: i32,
    /// When it was.
    pub updated_at: DateTime<Utc>,
    /// Whose it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

filter! {
    /// Which missions to list.
    pub struct MissionFilter {
        /// Only of this provider.
        pub provider: AnyOf<Id>,
        /// Only those that cover this track.
        pub track: AnyOf<Slug>,
        /// Only those that run on this day.
        pub on: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; `from` when absent.
        pub sort: MissionSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of missions.
    pub enum MissionSort {
        From "from" "Début" "Start";
        FromDescending "-from" "Début, du plus récent" "Start, latest first";
    }
}
