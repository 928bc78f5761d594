//! Programmes: one call and its accompaniment, with its own tracks, length and rules (domain.md).

mod model;
mod queries;

pub use model::{Body, Programme, TemplateMilestone, Track};
pub use queries::{find_visible, tracks};
