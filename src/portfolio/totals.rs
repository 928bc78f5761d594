//! A portfolio's totals. Pure.

use serde::Serialize;
use utoipa::ToSchema;

use super::dto::{Counts, PortfolioEffort, PortfolioProject};
use super::figures::{counts_of, rounded};
use crate::known::Known;
use crate::milestones::MilestoneState;
use crate::projects::ProjectState;
use crate::vocabulary::{CodeList, Health};

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

/// What one project adds to them.
#[derive(Clone, Debug)]
pub struct ProjectTotals {
    state: ProjectState,
    /// How many milestones are in each state, in the order of the states.
    milestones: Vec<usize>,
    late: usize,
    decision_overdue: usize,
    progress: Option<f64>,
    effort: PortfolioEffort,
    health: Option<Health>,
    is_stale: bool,
}

impl ProjectTotals {
    /// That of a project.
    pub fn of(project: &PortfolioProject) -> Self {
        let milestones = &project.milestones;
        let number = |state: &&str| milestones.by_state.get(*state).copied().unwrap_or_default();
        Self {
            state: project.state,
            milestones: MilestoneState::CODES.iter().map(number).collect(),
            late: milestones.late,
            decision_overdue: milestones.decision_overdue,
            progress: project.progress,
            effort: project.effort,
            health: project.health.overall,
            is_stale: project.health.stale,
        }
    }
}

impl Totals {
    /// The totals of projects.
    pub fn of<'a>(parts: impl Iterator<Item = &'a ProjectTotals> + Clone) -> Self {
        let mut milestones = vec![0; MilestoneState::CODES.len()];
        for (sum, number) in parts.clone().flat_map(|part| part.milestones.iter().enumerate()) {
            milestones[sum] += number;
        }
        let codes = MilestoneState::CODES.iter().map(|code| (*code).to_owned());
        let standing = || parts.clone().filter(|part| part.state != ProjectState::Withdrawn);
        let progress: Vec<f64> = standing().filter_map(|part| part.progress).collect();
        let health = || parts.clone().filter_map(|part| part.health);
        let over = |of: fn(&PortfolioEffort) -> Known| {
            parts.clone().fold(Known::default(), |mut sum, part| {
                sum += of(&part.effort);
                sum
            })
        };
        #[allow(clippy::cast_precision_loss)]
        let mean = (!progress.is_empty()).then(|| rounded(progress.iter().sum::<f64>() / progress.len() as f64));
        let of = parts.clone().count();
        Self {
            projects: of,
            projects_by_state: counts_of::<ProjectState>(parts.clone().map(|part| part.state)),
            milestones_by_state: codes.zip(milestones).collect(),
            late: parts.clone().map(|part| part.late).sum(),
            decision_overdue: parts.clone().map(|part| part.decision_overdue).sum(),
            progress: mean,
            progress_over: Known {
                known: progress.len(),
                of: standing().count(),
            },
            logged_days: parts.clone().map(|part| part.effort.logged_days).sum(),
            logged_over: over(|effort| effort.logged_over),
            ordered_days: parts.clone().filter_map(|part| part.effort.ordered_days).sum(),
            ordered_over: over(|effort| effort.ordered_over),
            health: counts_of::<Health>(health()),
            health_over: Known {
                known: health().count(),
                of,
            },
            stale_health: parts.filter(|part| part.is_stale).count(),
        }
    }
}
