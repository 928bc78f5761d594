//! Readiness: whether a project can be launched, gate by gate; what was waived; what was pronounced; and the nursery of the
//! projects that are ready (accompaniment.md, "To ready to launch").
//!
//! The gates are computed from what the project is, each time they are asked for (`facts`, then `gates`, which is pure). What
//! asks for something is not satisfied by nothing; what asks that nothing be wrong is. A verdict keeps every gate as it
//! stood: what was unmet, by codes and ids, so that a text that is redacted is nowhere in it; it is put into words when it
//! is read.

mod dto;
mod facts;
mod gates;
mod handlers;
mod nursery;
mod verdicts;
mod waivers;
mod wording;

pub use dto::ReadinessCounts;
pub use facts::{Facts, FactsByProject, GATE_TRACKS, Sources};
pub use gates::{GateState, Settings, assess};
pub use waivers::{WaiverState, by_gate, waivers_in_force};

use crate::http::registry::Registry;

/// Registers the operations on readiness.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_readiness);
    waivers::register(api);
    verdicts::register(api);
    nursery::register(api);
}
