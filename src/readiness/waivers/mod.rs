//! Waivers: gates that need not be satisfied, and why. Given by a coordinator, for a time or until revoked; never edited.

mod dto;
mod handlers;
mod model;

pub use handlers::register;
pub use model::{Waiver, WaiverState, by_gate, waivers_in_force};
