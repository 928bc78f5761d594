//! The effort of a mission, as it is shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::MonthState;
use crate::reference::Reference;

/// The effort of a mission, month by month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissionEffortView {
    /// The mission.
    pub mission: Uuid,
    /// The project.
    pub project: Reference,
    /// The person-days ordered.
    #[schema(example = 20.0, required = true)]
    pub ordered_days: Option<f64>,
    /// The person-days logged, corrected entries aside.
    #[schema(example = 12.25)]
    pub logged_days: f64,
    /// Every month that the mission touches, and those in which work is logged on it besides; the oldest first.
    pub months: Vec<MissionMonthView>,
}

/// A month of a mission.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissionMonthView {
    /// The calendar month.
    #[schema(example = "2019-03", pattern = r"^\d{4}-\d{2}$")]
    pub month: String,
    /// Its state.
    pub state: MonthState,
    /// The part of the ordered person-days that falls in it, by the mission's calendar days; of a closed one, as it was then.
    #[schema(example = 1.65, required = true)]
    pub ordered_days: Option<f64>,
    /// The person-days logged, corrected entries aside; what takes an entry back counts negatively.
    #[schema(example = 3.5)]
    pub logged_days: f64,
    /// In how many entries.
    #[schema(example = 9)]
    pub entries: i64,
    /// The same by track, of those on which work is logged.
    pub tracks: Vec<TrackEffort>,
    /// The person-days that were logged when it was closed; null while it is open.
    #[schema(example = 3.5, required = true)]
    pub closed_days: Option<f64>,
    /// The number of the last action; 0 before the first.
    pub version: i32,
    /// When it was closed, countersigned or reopened last.
    #[schema(required = true)]
    pub updated_at: Option<DateTime<Utc>>,
    /// By whom.
    #[schema(required = true)]
    pub updated_by: Option<Reference>,
}

/// What was logged on a track.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackEffort {
    /// The track.
    #[schema(example = "technical_support")]
    pub track: String,
    /// In person-days.
    #[schema(example = 3.5)]
    pub logged_days: f64,
}
