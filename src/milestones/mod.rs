//! Milestones: planned, worked on, submitted with evidence, decided on (domain.md, "Milestones").

pub mod dependencies;
pub mod derived;
pub mod dto;
pub mod life;
mod model;
mod queries;
mod surroundings;
pub mod views;

pub use life::MilestoneState;
pub use model::{Dependency, Forecast, Milestone};
pub use queries::{find_visible, insert_forecast, lock, of_project, update};
pub use views::MilestoneView;
