//! Missions: a provider's work on tracks of a project, behind a purchase order (domain.md).

mod model;

pub use model::Mission;
