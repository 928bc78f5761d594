//! The roadmap: what a laureate will do to change, once the accompaniment is over, in an order made by hand.
//!
//! By those who lead the project. Observers are shown what was adopted and what is done.

mod dto;
mod handlers;
mod life;
mod model;
mod order;

pub use life::{Horizon, RoadmapItemKind, RoadmapItemState};
pub use model::adopted;

use crate::http::registry::Registry;

/// Registers the operations on a roadmap.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::reorder_roadmap_items);
    handlers::register(api);
}
