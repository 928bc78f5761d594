//! Reuses: what others take over from a project, from the first contact until they work with it.
//!
//! By those who lead the project, also once it has ended. Observers are shown what was adopted.

mod dto;
mod handlers;
mod life;
mod model;

pub use handlers::register;
pub use life::{ReuseState, ReusedThing};
