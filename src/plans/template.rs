//! From a programme's template to the milestones of one project. Pure.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::fault::{Fault, FaultCode};
use crate::milestones;
use crate::milestones::{Dependency, Forecast, Milestone, MilestoneState};
use crate::programmes::TemplateMilestone;
use crate::projects::Project;
use crate::useful_months::UsefulMonths;

/// The motive of the first forecast of a planned milestone.
pub const MOTIVE: &str = "plan";

/// The rows of a plan.
#[derive(Debug, Default)]
pub struct Plan {
    /// The milestones, in the template's order.
    pub milestones: Vec<Milestone>,
    /// What depends on what.
    pub dependencies: Vec<Dependency>,
    /// Each milestone's first forecast.
    pub forecasts: Vec<Forecast>,
}

/// Who plans, when, from which number on.
#[derive(Clone, Copy, Debug)]
pub struct Planning {
    /// The account.
    pub account: Uuid,
    /// The instant.
    pub now: DateTime<Utc>,
    /// The number of the first milestone.
    pub first_number: i32,
}

/// The milestones of a project by its programme's template: each `after_useful_days` useful days
/// from the start. Refused where an open suspension comes before one of the dates.
pub fn planned(
    project: &Project,
    template: &[TemplateMilestone],
    clock: &UsefulMonths,
    planning: Planning,
) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    let mut by_key = HashMap::new();
    for (number, wanted) in (planning.first_number..).zip(template) {
        let forecast_on = clock
            .date_after_useful_days(wanted.after_useful_days.into())
            .ok_or_else(|| held_up(clock))?;
        let milestone = Milestone {
            id: Uuid::now_v7(),
            project_id: project.id,
            number,
            code: milestones::code(project, number),
            track: wanted.track.clone(),
            title: wanted.title.clone(),
            description: None,
            acceptance_criteria: Vec::new(),
            weight: wanted.weight,
            required_evidence: wanted.required_evidence.clone(),
            state: MilestoneState::Planned,
            baseline_on: None,
            forecast_on,
            started_on: None,
            submitted_on: None,
            decided_on: None,
            resubmit_by: None,
            reduction_percent: None,
            version: 1,
            created_at: planning.now,
            updated_at: planning.now,
            updated_by: planning.account,
        };
        let forecast = Forecast::new(milestone.id, forecast_on, MOTIVE, planning.account, planning.now);
        plan.forecasts.push(forecast);
        by_key.insert(wanted.key.as_str(), milestone.id);
        plan.milestones.push(milestone);
    }
    for (milestone, wanted) in plan.milestones.iter().zip(template) {
        let named = wanted.depends_on.iter().filter_map(|key| by_key.get(key.as_str()));
        plan.dependencies.extend(named.map(|on| Dependency {
            id: Uuid::now_v7(),
            milestone_id: milestone.id,
            depends_on_id: *on,
        }));
    }
    Ok(plan)
}

/// An open suspension, after which no date is known.
fn held_up(clock: &UsefulMonths) -> Fault {
    let open = clock.suspensions().iter().find(|range| range.is_open());
    let fault = Fault::new(FaultCode::ProjectSuspended);
    match open {
        Some(range) => fault.with("since", range.from),
        None => fault,
    }
}
