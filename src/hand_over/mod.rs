//! The hand-over: everything concrete that lets the laureate launch its project (accompaniment.md, "To ready to launch").
//!
//! A coordinator opens it, by the programme's list, and adds what else there is. Providers provide, the laureate verifies or
//! returns, a coordinator waives; where the laureate is silent for the programme's verification days, a coordinator
//! verifies. Not for observers.

mod dto;
mod handlers;
mod life;
mod model;
mod opening;
mod pieces;
mod policy;
mod progress;

pub use life::HandOverState;
pub use model::HandOverItem;
pub use progress::{HandOverProgress, opened, owed};

use crate::http::registry::Registry;

/// Registers the operations on hand-overs.
pub fn register(api: &mut Registry<'_>) {
    api.service(opening::open_hand_over);
    handlers::register(api);
}
