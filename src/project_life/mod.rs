//! The actions of a project's life, which reach its milestones: start, complete, withdraw, reopen
//! (domain.md, "A project's life"). The life cycle itself stands in `projects::life`.

mod ending;
mod handlers;

use crate::http::registry::Registry;

/// Registers the actions on projects.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::start_project)
        .service(handlers::complete_project)
        .service(handlers::withdraw_project)
        .service(handlers::reopen_project);
}
