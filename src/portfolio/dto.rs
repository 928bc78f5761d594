//! The portfolio, as it is shown (api.md, shape `portfolio`).

use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

use super::summaries::Summary;
use super::totals::Totals;
use crate::accompaniment::risks::TopRisk;
use crate::known::Known;
use crate::milestones::MilestoneState;
use crate::projects::ProjectState;
use crate::readiness::ReadinessCounts;
use crate::reference::Reference;
use crate::suspensions::ClockView;
use crate::vocabulary::Health;

/// Numbers by code.
pub type Counts = BTreeMap<String, usize>;

/// A programme's dashboard on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioView {
    /// The programme.
    pub programme: Reference,
    /// The civil date of the reading, where the programme is.
    pub as_of: NaiveDate,
    /// Over all projects.
    pub totals: Totals,
    /// The projects, by code.
    #[schema(value_type = Vec<PortfolioProject>)]
    pub projects: Vec<Arc<Summary>>,
}

/// A project on the dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioProject {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    #[schema(example = "AMI-IA-2018-ASN")]
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub laureate: Reference,
    /// Its state.
    pub state: ProjectState,
    /// How it fares.
    pub health: PortfolioHealth,
    /// Its useful-months clock.
    pub clock: ClockView,
    /// The weighted mean over its milestones not cancelled, in percent; null over none.
    #[schema(example = 42.5, required = true)]
    pub progress: Option<f64>,
    /// What its baseline expects by now, in percent; null without a baseline.
    #[schema(example = 50.0, required = true)]
    pub expected_progress: Option<f64>,
    /// Over how many milestones the expectation was made, of how many that count.
    pub expected_over: Known,
    /// Its milestones in numbers.
    pub milestones: PortfolioMilestones,
    /// The next one owed, the late ones aside.
    #[schema(required = true)]
    pub next_milestone: Option<MilestoneBrief>,
    /// The late ones, by forecast.
    pub late_milestones: Vec<MilestoneBrief>,
    /// The latest forecast of its open milestones.
    #[schema(required = true)]
    pub forecast_end: Option<NaiveDate>,
    /// The time spent and ordered.
    pub effort: PortfolioEffort,
    /// The day on which its latest report was published, of one line or longer: the latest by the end of its period. Null
    /// where there is none.
    #[schema(required = true)]
    pub last_report_on: Option<NaiveDate>,
    /// How many gates of its readiness stand how.
    pub readiness: ReadinessCounts,
    /// The most critical of its open and mitigated risks; null where none has a score. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<TopRisk>)]
    pub top_risk: Option<Option<TopRisk>>,
    /// How many of its datasets are blocked. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1, nullable = false)]
    pub data_blocked: Option<i64>,
}

/// What the latest report says of the health.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioHealth {
    /// The health; null where none was ever reported.
    #[schema(required = true)]
    pub overall: Option<Health>,
    /// The day of the report.
    #[schema(required = true)]
    pub on: Option<NaiveDate>,
    /// Older than the programme's reporting cadence; of a running project without a report,
    /// running for longer than it.
    pub stale: bool,
}

/// A project's milestones in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioMilestones {
    /// How many are in each state.
    #[schema(value_type = BTreeMap<String, usize>, example = json!({"planned": 3, "accepted": 1}))]
    pub by_state: Counts,
    /// How many are on each track.
    #[schema(value_type = BTreeMap<String, usize>, example = json!({"technical_support": 2, "prototype": 2}))]
    pub by_track: Counts,
    /// How many are late.
    pub late: usize,
    /// How many wait for a decision for longer than the verification days.
    pub decision_overdue: usize,
}

/// A milestone, in short: no more than an observer may be shown of any.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneBrief {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    #[schema(example = "AMI-IA-2018-ASN-M01")]
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its track.
    #[schema(example = "technical_support")]
    pub track: String,
    /// Its state.
    pub state: MilestoneState,
    /// When it is expected.
    pub forecast_on: NaiveDate,
    /// Whether it is late.
    pub late: bool,
}

/// Person-days. Effort beyond what was ordered is reported, never refused.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PortfolioEffort {
    /// Logged in progress entries, corrected ones aside.
    #[schema(example = 12.25)]
    pub logged_days: f64,
    /// How many entries say how long they took, of how many.
    pub logged_over: Known,
    /// Ordered by missions; null where no mission says.
    #[schema(example = 20.0, required = true)]
    pub ordered_days: Option<f64>,
    /// How many missions say how much was ordered, of how many.
    pub ordered_over: Known,
}
