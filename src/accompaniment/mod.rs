//! What a project lives through while it is accompanied, besides its milestones.

pub mod datasets;
pub mod health;
pub mod prototypes;
pub mod reuses;
pub mod risks;
pub mod roadmap;
pub mod skills;
pub mod status_reports;
pub mod topics;
pub mod trials;

use crate::http::registry::Registry;

/// Registers the operations of every room.
pub fn register(api: &mut Registry<'_>) {
    health::register(api);
    status_reports::register(api);
    risks::register(api);
    datasets::register(api);
    prototypes::register(api);
    trials::register(api);
    skills::register(api);
    roadmap::register(api);
    reuses::register(api);
    topics::register(api);
}
