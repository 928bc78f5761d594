//! What steering committees decide: numbered from 1 in the programme, open until it is settled. Coordinators' alone.

mod dto;
mod handlers;
mod model;
mod of_programme;

pub use model::CommitteeDecisionState;

use crate::http::registry::Registry;

/// Registers the operations on committees' decisions.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    of_programme::register(api);
}
