//! The plan of a project, and its approved baselines.
//!
//! A plan is made once, from the programme's template, on useful days from the project's start. A
//! baseline copies each open milestone's forecast to its baseline date; another one asks for a
//! motive, and keeps the old one with its dates.

mod dto;
mod handlers;
mod model;
mod policy;
mod queries;
pub mod rules;
mod template;

pub use dto::BaselineView;
pub use model::{Baseline, BaselineDate};
pub use policy::may_read_baselines;

use crate::http::registry::Registry;

/// Registers the operations on plans and baselines.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::create_plan)
        .service(handlers::list_baselines)
        .service(handlers::create_baseline)
        .service(handlers::get_baseline);
}
