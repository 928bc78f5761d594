//! The months of a mission: what was logged in each, closed by the provider, countersigned by a coordinator.
//!
//! A countersigned month takes no entry and no correction any more; what must change is taken back by an entry of an open
//! month (accompaniment.md, "Effort"). A coordinator can reopen it.

mod dto;
mod effort;
mod handlers;
mod model;
mod of_programme;
mod orders;
mod rules;

pub use model::MonthState;
pub use orders::{LoggedMonth, Order, Orders, Unsettled, logged, orders};

use crate::http::registry::Registry;

/// Registers the operations on the effort and the months of missions.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    of_programme::register(api);
}
