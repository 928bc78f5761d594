//! The document of the portfolio.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use crate::bare::views::Reference;

/// Numbers by code.
pub type Counts = BTreeMap<String, i64>;

pub const MILESTONE_STATES: [&str; 8] = [
    "planned",
    "in_progress",
    "submitted",
    "accepted",
    "accepted_with_reduction",
    "deferred",
    "rejected",
    "cancelled",
];
const PROJECT_STATES: [&str; 4] = ["selected", "running", "completed", "withdrawn"];
const HEALTHS: [&str; 4] = ["sunny", "overcast", "cloudy", "stormy"];

#[derive(Clone, Copy, Default, Serialize)]
pub struct Known {
    pub known: i64,
    pub of: i64,
}

#[derive(Serialize)]
pub struct Portfolio {
    programme: Reference,
    as_of: NaiveDate,
    totals: Totals,
    projects: Vec<Project>,
}

#[derive(Serialize)]
pub struct Project {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    pub laureate: Reference,
    pub state: String,
    pub health: Health,
    pub clock: Clock,
    pub progress: Option<f64>,
    pub expected_progress: Option<f64>,
    pub expected_over: Known,
    pub milestones: Numbers,
    pub next_milestone: Option<Brief>,
    pub late_milestones: Vec<Brief>,
    pub forecast_end: Option<NaiveDate>,
    pub effort: Effort,
}

#[derive(Serialize)]
pub struct Health {
    pub overall: Option<String>,
    pub on: Option<NaiveDate>,
    pub stale: bool,
}

#[derive(Serialize)]
pub struct Clock {
    pub as_of: NaiveDate,
    pub start: Option<NaiveDate>,
    pub useful_months: i64,
    pub useful_days_used: Option<i64>,
    pub total_days: Option<i64>,
    pub useful_months_used: Option<f64>,
    pub planned_end: Option<NaiveDate>,
    pub earliest_end: Option<NaiveDate>,
    pub overrun_days: Option<i64>,
    pub suspended: Option<bool>,
    pub suspensions: Vec<Suspended>,
}

#[derive(Serialize)]
pub struct Suspended {
    pub id: Uuid,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub motive: String,
}

#[derive(Serialize)]
pub struct Numbers {
    pub by_state: Counts,
    pub by_track: Counts,
    pub late: i64,
    pub decision_overdue: i64,
}

#[derive(Serialize)]
pub struct Brief {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    pub track: String,
    pub state: String,
    pub forecast_on: NaiveDate,
    pub late: bool,
}

#[derive(Serialize)]
pub struct Effort {
    pub logged_days: f64,
    pub logged_over: Known,
    pub ordered_days: Option<f64>,
    pub ordered_over: Known,
}

#[derive(Serialize)]
struct Totals {
    projects: i64,
    projects_by_state: Counts,
    milestones_by_state: Counts,
    late: i64,
    decision_overdue: i64,
    progress: Option<f64>,
    progress_over: Known,
    logged_days: f64,
    logged_over: Known,
    ordered_days: f64,
    ordered_over: Known,
    health: Counts,
    health_over: Known,
    stale_health: i64,
}

/// How many there are of each of these codes, of those there are none too.
pub fn counts<'a>(codes: impl IntoIterator<Item = &'a str>, members: impl Iterator<Item = &'a str>) -> Counts {
    let mut counts: Counts = codes.into_iter().map(|code| (code.to_owned(), 0)).collect();
    for member in members {
        counts
            .entry(member.to_owned())
            .and_modify(|count| *count += 1)
            .or_insert(1);
    }
    counts
}

/// To two decimals.
pub fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl Portfolio {
    pub fn new(programme: Reference, as_of: NaiveDate, projects: Vec<Project>) -> Self {
        let number = |holds: &dyn Fn(&Project) -> bool| projects.iter().filter(|project| holds(project)).count() as i64;
        let sum = |of: &dyn Fn(&Project) -> i64| projects.iter().map(of).sum::<i64>();
        let over = |of: &dyn Fn(&Project) -> Known| Known {
            known: sum(&|it| of(it).known),
            of: sum(&|it| of(it).of),
        };
        let mut milestones_by_state = counts(MILESTONE_STATES, [].into_iter());
        for (state, number) in projects.iter().flat_map(|project| &project.milestones.by_state) {
            *milestones_by_state.entry(state.clone()).or_default() += number;
        }
        let standing = projects.iter().filter(|project| project.state != "withdrawn");
        let progress: Vec<f64> = standing.clone().filter_map(|project| project.progress).collect();
        let of = projects.len() as i64;
        let totals = Totals {
            projects: of,
            projects_by_state: counts(PROJECT_STATES, projects.iter().map(|project| project.state.as_str())),
            milestones_by_state,
            late: sum(&|project| project.milestones.late),
            decision_overdue: sum(&|project| project.milestones.decision_overdue),
            progress: (!progress.is_empty()).then(|| rounded(progress.iter().sum::<f64>() / progress.len() as f64)),
            progress_over: Known {
                known: progress.len() as i64,
                of: standing.count() as i64,
            },
            logged_days: projects.iter().map(|project| project.effort.logged_days).sum(),
            logged_over: over(&|project| project.effort.logged_over),
            ordered_days: projects.iter().filter_map(|project| project.effort.ordered_days).sum(),
            ordered_over: over(&|project| project.effort.ordered_over),
            health: counts(
                HEALTHS,
                projects.iter().filter_map(|project| project.health.overall.as_deref()),
            ),
            health_over: Known {
                known: number(&|project| project.health.overall.is_some()),
                of,
            },
            stale_health: number(&|project| project.health.stale),
        };
        Self {
            programme,
            as_of,
            totals,
            projects,
        }
    }
}
