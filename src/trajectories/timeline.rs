//! A project's plan on a calendar. Pure.

use chrono::NaiveDate;

use super::dto::{TimelineMilestone, TimelineSuspension, TimelineView};
use super::history::ProjectHistory;
use super::versions::MilestoneVersion;
use crate::access::Visibility;
use crate::milestones::MilestoneState;
use crate::projects::ProjectContext;

/// The timeline of the context's project.
pub fn timeline(context: &ProjectContext, history: &ProjectHistory, today: NaiveDate) -> TimelineView {
    let clock = history.clock.as_ref();
    let rows = || {
        let rows = history.milestones_on(today);
        rows.filter(|row| row.state != MilestoneState::Cancelled)
    };
    let mut milestones: Vec<_> = rows().map(|row| milestone(context, history, row, today)).collect();
    milestones.sort_by_key(|row| row.actual_on.unwrap_or(row.forecast_on));
    let suspensions = clock.map(|clock| clock.suspensions()).unwrap_or_default();
    TimelineView {
        project: context.project.reference(),
        on: today,
        start: context.project.started_on,
        planned_end: clock.and_then(|clock| clock.planned_end(today)),
        earliest_end: clock.and_then(|clock| clock.earliest_end(today)),
        forecast_end: rows()
            .filter(|row| row.state.is_open())
            .map(|row| row.forecast_on)
            .max(),
        ended_on: context.project.ended_on,
        suspensions: suspensions
            .iter()
            .map(|range| TimelineSuspension {
                from: range.from,
                until: range.until,
            })
            .collect(),
        milestones,
    }
}

fn milestone(
    context: &ProjectContext,
    history: &ProjectHistory,
    row: &MilestoneVersion,
    today: NaiveDate,
) -> TimelineMilestone {
    let dates = history.dates(row, context.programme.verification_days, today);
    let whole = context.visibility == Visibility::Full || row.state.is_accepted();
    TimelineMilestone {
        id: row.id,
        code: row.code.clone(),
        title: row.title.clone(),
        track: row.track.clone(),
        state: row.state,
        baseline_on: row.baseline_on.filter(|_| whole),
        forecast_on: row.forecast_on,
        submitted_on: row.submitted_on.filter(|_| whole),
        actual_on: row.actual_on(),
        slip_days: dates.slip_days().filter(|_| whole),
        late: dates.late(),
    }
}
