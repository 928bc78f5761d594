//! What a status report must say. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::StatusReport;
use crate::fault::{Fault, FaultCode};
use crate::programmes::Track;
use crate::projects::Project;
use crate::vocabulary::Health;

/// Every fault of what it says, by itself. Pure.
pub fn faults(report: &StatusReport, project: &Project, today: NaiveDate) -> Vec<Fault> {
    let until = report.until_on;
    let reversed = (until <= report.from_on).then(|| Fault::new(FaultCode::RangeReversed));
    let ahead = (until > after(today)).then(|| Fault::new(FaultCode::DateInFuture));
    // What says an earlier one right is of its period.
    let is_other = report.rectifies_id.is_none();
    let end = project.ended_on.map(after);
    let latest = end.filter(|end| until > *end && ahead.is_none());
    let late = latest.map(|end| Fault::new(FaultCode::DateAfter).with("latest", end));
    let first = project.started_on.map(after).max(end.filter(|_| is_other));
    let early = first.filter(|first| until < *first);
    let early = early.map(|first| Fault::new(FaultCode::DateBefore).with("earliest", first));
    let of_period = reversed.into_iter().chain(ahead).chain(late).chain(early);
    let unsupported = report.health.needs_support() && report.content.support_needed.is_none();
    let unsupported = unsupported.then(|| Fault::new(FaultCode::SupportRequired).at("/support_needed"));
    of_period.map(|fault| fault.at("/until")).chain(unsupported).collect()
}

/// The day after: until when a period that ends with this day lasts.
fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// Whether its period ends with the project, which has ended; or after it, where the end was entered later. Pure.
pub fn is_of_the_end(report: &StatusReport, project: &Project) -> bool {
    project.ended_on.is_some_and(|end| report.until_on > end)
}

/// What refuses to publish what was drafted on an earlier period, once the project has ended. Pure.
pub fn final_period_fault(report: &StatusReport, project: &Project) -> Option<Fault> {
    let end = project.ended_on.map(after)?;
    let is_earlier = report.rectifies_id.is_none() && !is_of_the_end(report, project);
    is_earlier.then(|| Fault::new(FaultCode::FinalPeriodRequired).with("until", end))
}

/// A fault for each code that the programme does not have, below `pointer`.
pub fn unknown_tracks(said: &BTreeMap<String, Health>, known: &[Track], pointer: &str) -> Vec<Fault> {
    said.keys()
        .filter(|code| known.iter().all(|track| track.code != **code))
        .map(|code| {
            let escaped = code.replace('~', "~0").replace('/', "~1");
            Fault::new(FaultCode::UnknownTrack)
                .at(format!("{pointer}/{escaped}"))
                .with("track", code)
        })
        .collect()
}
