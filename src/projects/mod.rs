//! Projects: one laureate's, in one programme, from its selection to its hand-over (domain.md,
//! "A project's life").

mod clocks;
pub mod life;
mod model;
mod queries;
mod scene;

pub use clocks::clocks;
pub use life::ProjectState;
pub use model::Project;
pub use queries::{clock, find_visible, lock, update, useful_months};
pub use scene::Scene;
