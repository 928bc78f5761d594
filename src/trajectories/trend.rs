//! How forecasts moved from report to report. Pure.

use chrono::NaiveDate;

use super::dto::{MilestoneTrend, MilestoneTrendView, TrendPoint};
use super::history::ProjectHistory;
use super::versions::MilestoneVersion;
use crate::milestones::{MilestoneState, may_read_forecasts};
use crate::projects::ProjectContext;

/// The trend of the context's project, on the days of its reports and today. To an observer, of what is accepted.
pub fn milestone_trend(context: &ProjectContext, history: &ProjectHistory, today: NaiveDate) -> MilestoneTrendView {
    let mut reports = history.reports.clone();
    if reports.last() != Some(&today) {
        reports.push(today);
    }
    let rows = history.milestones_on(today);
    let told =
        rows.filter(|row| row.state != MilestoneState::Cancelled && may_read_forecasts(context, row.state).is_ok());
    MilestoneTrendView {
        project: context.project.reference(),
        on: today,
        milestones: told.map(|row| trend(history, row, &reports)).collect(),
        reports,
    }
}

/// How a milestone's forecast moved: on each of these days, what was known at its end.
fn trend(history: &ProjectHistory, milestone: &MilestoneVersion, days: &[NaiveDate]) -> MilestoneTrend {
    let mut forecasts = Vec::new();
    for &on in days {
        let Some(then) = history.milestones_on(on).find(|row| row.id == milestone.id) else {
            continue;
        };
        let actual = then.actual_on();
        let forecast_on = actual.unwrap_or(then.forecast_on);
        forecasts.push(TrendPoint { on, forecast_on });
        if actual.is_some() {
            break;
        }
    }
    MilestoneTrend {
        milestone: milestone.reference(),
        state: milestone.state,
        baseline_on: milestone.baseline_on,
        actual_on: milestone.actual_on(),
        forecasts,
    }
}
