//! When an application is in time. Pure.

use chrono::{DateTime, Utc};

use crate::civil::local_minute;
use crate::fault::{Fault, FaultCode};
use crate::programmes::{Programme, last_minute};

/// What refuses an application that was submitted then: before the call opens, or at the instant at which it closes or later.
/// A bound that a programme does not have does not bind.
pub fn outside_call(programme: &Programme, submitted_at: DateTime<Utc>) -> Option<Fault> {
    let zone = programme.zone();
    let early = programme.call_opens_at.filter(|opens| submitted_at < *opens);
    let early = early.map(|opens| {
        let fault = Fault::new(FaultCode::CallNotOpen).with("opens_at", opens);
        fault
            .with("shown_as", local_minute(opens, zone))
            .with("time_zone", zone.name())
    });
    let late = programme.call_closes_at.filter(|closes| submitted_at >= *closes);
    let late = late.map(|closes| {
        let fault = Fault::new(FaultCode::CallClosed).with("closes_at", closes);
        fault
            .with("shown_as", last_minute(closes, zone))
            .with("time_zone", zone.name())
    });
    early.or(late).map(|fault| fault.at("/submitted_at"))
}
