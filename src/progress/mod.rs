//! Progress entries: the expert's log lines. What was done, how far it is, how much time it took.
//!
//! An entry is never changed: a correction is a new entry that names the one it replaces. One
//! person logs at most one person-day per calendar day over all projects. A provider logs inside
//! its missions' dates and tracks, until some days after (domain.md, invariants 3 and 5). The key
//! of an entry is kept with it for ever, so that lines kept offline can be sent again after weeks.

mod batch;
mod batch_context;
mod dto;
mod effort;
mod handlers;
mod log;
mod model;
mod policy;
mod queries;
mod reversals;
pub mod rules;
mod views;

pub use dto::NewProgressEntry;
pub use model::ProgressEntry;
pub(crate) use queries::{corrected_in, last_day};
pub(crate) use reversals::reversed_in;

use crate::http::registry::Registry;

/// Registers the operations on progress entries.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_progress_entries)
        .service(handlers::create_progress_entry)
        .service(batch::create_progress_entries)
        .service(handlers::get_progress_entry)
        .service(effort::get_project_effort)
        .service(effort::get_programme_effort);
}
