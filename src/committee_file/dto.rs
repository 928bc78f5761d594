//! A steering committee's file, as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::exchanges::CommitteeDecisionState;
use crate::http::query::filter;
use crate::http::wire::CivilDate;
use crate::portfolio::{ComparedProject, PortfolioProject, RiskChange, Totals};
use crate::reference::Reference;
use crate::trajectories::{MilestoneTrendView, ProgrammeCurveView, ProgressCurveView, TimelineView};

filter! {
    /// Of which day.
    pub struct CommitteeFileFilter {
        /// The day at whose end, where the programme is, it is what was known; today, now, when absent. Not to come.
        #[param(example = "2019-06-03")]
        pub on: CivilDate,
    }
}

/// What a steering committee is given. To an observer, without decisions, risks and what is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeFileView {
    /// The programme.
    pub programme: Reference,
    /// The day.
    pub on: NaiveDate,
    /// The instant as of which it is, which `as_of` takes.
    pub at: DateTime<Utc>,
    /// The last steering committee that was held before that day; null where there was none.
    #[schema(required = true)]
    pub since: Option<LastCommittee>,
    /// Over all projects.
    pub totals: Totals,
    /// The mean progress of the projects.
    pub progress_curve: ProgrammeCurveView,
    /// What committees decided that is open, or was settled since the last one, by number. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub decisions: Option<Vec<CommitteeDecisionLine>>,
    /// The projects, by code.
    pub projects: Vec<CommitteeFileProject>,
}

/// The committee before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LastCommittee {
    /// The exchange.
    pub exchange: Reference,
    /// The day of its end, where the programme is.
    pub on: NaiveDate,
    /// When it ended: since when changes are told.
    pub at: DateTime<Utc>,
}

/// A decision of a committee.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeDecisionLine {
    /// Its number in the programme.
    #[schema(example = 7)]
    pub number: i32,
    /// What was decided.
    pub text: String,
    /// The day by which it is to be settled.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// Its state.
    pub state: CommitteeDecisionState,
    /// The day on which it was settled.
    #[schema(required = true)]
    pub settled_on: Option<NaiveDate>,
    /// Whether it is open, and was due before that day.
    pub overdue: bool,
}

/// A project in the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitteeFileProject {
    /// What the portfolio shows of it.
    pub portfolio: PortfolioProject,
    /// What changed since the last committee; null where nothing did, or there was none.
    #[schema(required = true)]
    pub changes: Option<ComparedProject>,
    /// Its plan on a calendar.
    pub timeline: TimelineView,
    /// Its progress.
    pub progress_curve: ProgressCurveView,
    /// How its forecasts moved.
    pub milestone_trend: MilestoneTrendView,
    /// The risks that are feared, the most critical first. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub risks: Option<Vec<RiskChange>>,
    /// What the reports that were published since the last committee ask, in their order. Not for observers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub asked: Option<Vec<AskedInReport>>,
}

/// What a report asks.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AskedInReport {
    /// The day on which it was published.
    pub on: NaiveDate,
    /// The decisions that it asks.
    #[schema(required = true)]
    pub decisions: Option<String>,
    /// The support that it needs.
    #[schema(required = true)]
    pub support: Option<String>,
}
