//! Projects: one laureate's, in one programme, from its selection to its hand-over (domain.md,
//! "A project's life").
//!
//! Coordinators of the programme make, edit and lead them through their life; everybody else reads
//! those it sees. A project's code is made once, from its programme's and its laureate's short
//! name, and never changes, even when the organisation is renamed.

pub mod child;
mod clocks;
mod codes;
mod context;
mod dto;
mod handlers;
pub mod life;
mod locking;
mod making;
mod model;
pub mod people;
mod permit;
mod policy;
mod queries;
pub mod standing;
mod views;
mod within;

pub use clocks::{ClockParts, clock, clock_parts, clocks};
pub use codes::{free_code, slug};
pub use context::{ProgrammeContext, ProjectContext};
pub use dto::{Motive, NewProject, ProjectCompletion, ProjectStart, ProjectView, ReadingDay};
pub use life::ProjectState;
pub use locking::{lock, lock_for};
pub use making::{code_fault, laureate_fault, selected};
pub use model::Project;
pub use permit::Permit;
pub use policy::{may_build, may_contribute, may_coordinate, may_lead, may_read_work};
pub use queries::{
    NamedProject, find_each_visible, find_visible, lock as lock_row, lock_each, read_visible, replacing, rival_codes,
};
pub use standing::{Standing, Work};
pub use views::{ProjectRow, load_one as view};
pub use within::Within;
pub(crate) use within::within;

use crate::http::registry::Registry;

/// Registers the operations on projects.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_projects)
        .service(handlers::list_programme_projects)
        .service(handlers::create_project)
        .service(handlers::get_project)
        .service(handlers::update_project);
}
