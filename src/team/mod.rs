//! The team of a project: who holds which function, for how much of their time, from when to when.
//!
//! By those who lead the project. A member is an account, or a person who has none: then the name and the address are in
//! `persons` and nowhere else (domain.md, invariant 6), and the history has ids only. An erased person leaves the function,
//! the share and the dates. Observers see functions, no names.

mod dto;
mod erasure;
mod handlers;
mod model;
mod persons;

pub use model::{TeamFunction, held};

use crate::http::registry::Registry;

/// Registers the operations on teams.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    api.service(handlers::create_team_member)
        .service(handlers::update_team_member)
        .service(erasure::erase_team_member);
}
