//! Applications: who asked to be accompanied, and what became of it.
//!
//! One comes within the programme's call: from the opening instant on, before the closing one. Coordinators admit it or
//! not, shortlist it, put it in the reserve, select it, which makes its project. A selection from the reserve can replace a
//! project that was withdrawn; each is replaced once. Applications come one by one or in batches, line by line.

mod batch;
mod context;
mod dto;
mod evidence;
mod handlers;
mod history;
mod model;
mod queries;
mod receiving;
mod related;
mod rules;
mod selection;

pub use context::{CallContext, Jurors, NamedApplication, jurors_of};
pub use model::Application;

use crate::http::registry::Registry;

/// Registers the operations on applications.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    api.service(handlers::create_application)
        .service(batch::create_applications)
        .service(selection::select_application)
        .service(history::list_application_history);
    evidence::register(api);
}
