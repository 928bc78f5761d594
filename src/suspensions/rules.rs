//! What refuses a suspension (domain.md, invariant 1). Pure; the database refuses the same.

use chrono::NaiveDate;

use super::{Extension, Suspension};
use crate::civil::DateRange;
use crate::fault::{Fault, FaultCode};

/// Every reason why a project that has the suspensions `others` cannot have `range` as well: it
/// holds no day, it overlaps one (named by its dates), one is open already.
pub fn range_faults(range: DateRange, others: &[DateRange]) -> Vec<Fault> {
    let overlapping = others.iter().filter(|other| range.overlaps(other));
    let faults = overlapping.map(|other| match other.until {
        None => Fault::new(FaultCode::SuspensionOpen).with("from", other.from),
        Some(until) => Fault::new(FaultCode::SuspensionOverlaps)
            .with("from", other.from)
            .with("until", until),
    });
    range
        .order_fault("/until")
        .into_iter()
        .chain(faults.map(|fault| fault.at("/from")))
        .collect()
}

/// Why a suspension cannot be changed: it is cancelled.
pub fn change_faults(suspension: &Suspension) -> Vec<Fault> {
    let cancelled = suspension.cancelled_at.is_some();
    cancelled
        .then(|| Fault::new(FaultCode::SuspensionCancelled))
        .into_iter()
        .collect()
}

/// Every reason why a suspension cannot end `on` a day: it is cancelled, it has an end already, it
/// would hold no day.
pub fn resumption_faults(suspension: &Suspension, on: NaiveDate) -> Vec<Fault> {
    let mut faults = change_faults(suspension);
    if suspension.until_on.is_some() {
        faults.push(Fault::new(FaultCode::SuspensionClosed));
    }
    if on <= suspension.from_on {
        faults.push(
            Fault::new(FaultCode::DateOutsideSuspension)
                .at("/on")
                .with("from", suspension.from_on),
        );
    }
    faults
}

/// Why an extension cannot be cancelled: it is already.
pub fn extension_faults(extension: &Extension) -> Vec<Fault> {
    let cancelled = extension.cancelled_at.is_some();
    cancelled
        .then(|| Fault::new(FaultCode::ExtensionCancelled))
        .into_iter()
        .collect()
}
