//! Skills: what the people of a laureate know of each domain, at the start, in the middle and at the end.
//!
//! By those who lead the project. An assessment names no person: it counts how many are at each level. It is written once; a
//! correction is a new one that names it.

mod dto;
mod gains;
mod handlers;
mod levels;
mod model;

pub use model::Moment;

use crate::http::registry::Registry;

/// Registers the operations.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    api.service(handlers::get_skills);
}
