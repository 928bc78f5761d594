//! The months of a mission: what was logged in each, closed by the provider, countersigned by a coordinator.
//!
//! A countersigned month takes no entry and no correction any more; what must change is taken back by an entry of an open
//! month (accompaniment.md, "Effort"). A coordinator can reopen it.

mod dto;
mod effort;
mod handlers;
mod model;
mod orders;
mod rules;

pub use handlers::register;
pub use model::MonthState;
pub use orders::{LoggedMonth, Order, Orders, Unsettled, logged, orders};
