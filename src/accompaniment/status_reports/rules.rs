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
    let reversed = (report.until_on <= report.from_on).then(|| Fault::new(FaultCode::RangeReversed));
    let last = report.until_on.pred_opt().unwrap_or(report.until_on);
    let ahead = (last > today).then(|| Fault::new(FaultCode::DateInFuture));
    let end = project.ended_on.filter(|end| last > *end && last <= today);
    let after = end.map(|end| Fault::new(FaultCode::DateAfter).with("latest", end));
    let start = project.started_on.filter(|start| last < *start);
    let early = start.map(|start| Fault::new(FaultCode::DateBefore).with("earliest", start));
    let of_period = reversed.into_iter().chain(ahead).chain(after).chain(early);
    let unsupported = report.health.needs_support() && report.content.support_needed.is_none();
    let unsupported = unsupported.then(|| Fault::new(FaultCode::SupportRequired).at("/support_needed"));
    of_period.map(|fault| fault.at("/until")).chain(unsupported).collect()
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
