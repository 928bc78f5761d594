//! A portfolio's totals. Pure.

use serde::Serialize;
use utoipa::ToSchema;

use super::dto::{Counts, PortfolioEffort, PortfolioProject};
use super::figures::{counts_of, rounded};
use crate::known::Known;
use crate::milestones::MilestoneState;
use crate::projects::ProjectState;
use crate::vocabulary::Health;

/// Over all projects of a programme.
#[derive(Debug, Serialize, ToSchema)]
pub struct Totals {
    /// How many projects there are.
    pub projects: usize,
    /// How many projects are in each state.
    #[schema(value_type = std::collections::BTreeMap<String, usize>, example = json!({"running": 5, "selected": 1}))]
    pub projects_by_state: Counts,
    /// How many milestones are in each state.
    #[schema(value_type = std::collections::BTreeMap<String, usize>, example = json!({"planned": 12, "accepted": 4}))]
    pub milestones_by_state: Counts,
    /// How many milestones are late.
    pub late: usize,
    /// How many milestones wait for a decision for too long.
    pub decision_overdue: usize,
    /// The mean progress of the projects not withdrawn, in percent; null over none.
    #[schema(example = 42.5, required = true)]
    pub progress: Option<f64>,
    /// How many of those have a progress, of how many.
    pub progress_over: Known,
    /// Person-days logged.
    pub logged_days: f64,
    /// How many entries say how long the work took, of how many.
    pub logged_over: Known,
    /// Person-days ordered.
    pub ordered_days: f64,
    /// How many missions say how much was ordered, of how many.
    pub ordered_over: Known,
    /// How many projects fare how.
    #[schema(value_type = std::collections::BTreeMap<String, usize>, example = json!({"sunny": 4, "cloudy": 1}))]
    pub health: Counts,
    /// How many projects have a health report, of how many.
    pub health_over: Known,
    /// How many projects' health is stale.
    pub stale_health: usize,
}

impl Totals {
    /// The totals of these projects.
    pub fn of(projects: &[PortfolioProject]) -> Self {
        let mut milestones = counts_of::<MilestoneState>([]);
        for (state, number) in projects.iter().flat_map(|project| &project.milestones.by_state) {
            *milestones.entry(state.clone()).or_default() += number;
        }
        let standing: Vec<_> = projects
            .iter()
            .filter(|project| project.state != ProjectState::Withdrawn)
            .collect();
        let progress: Vec<f64> = standing.iter().filter_map(|project| project.progress).collect();
        let health = || projects.iter().filter_map(|project| project.health.overall);
        let over = |of: fn(&PortfolioEffort) -> Known| {
            projects.iter().fold(Known::default(), |mut sum, project| {
                sum += of(&project.effort);
                sum
            })
        };
        #[allow(clippy::cast_precision_loss)]
        let mean = (!progress.is_empty()).then(|| rounded(progress.iter().sum::<f64>() / progress.len() as f64));
        let of = projects.len();
        Self {
            projects: of,
            projects_by_state: counts_of::<ProjectState>(projects.iter().map(|project| project.state)),
            milestones_by_state: milestones,
            late: projects.iter().map(|project| project.milestones.late).sum(),
            decision_overdue: projects.iter().map(|project| project.milestones.decision_overdue).sum(),
            progress: mean,
            progress_over: Known {
                known: progress.len(),
                of: standing.len(),
            },
            logged_days: projects.iter().map(|project| project.effort.logged_days).sum(),
            logged_over: over(|effort| effort.logged_over),
            ordered_days: projects.iter().filter_map(|project| project.effort.ordered_days).sum(),
            ordered_over: over(|effort| effort.ordered_over),
            health: counts_of::<Health>(health()),
            health_over: Known {
                known: health().count(),
                of,
            },
            stale_health: projects.iter().filter(|project| project.health.stale).count(),
        }
    }
}
