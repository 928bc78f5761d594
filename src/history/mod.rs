//! The history: what the journal tells of a project, a milestone or an application, in words and in data, and of what an
//! account did.

mod activity;
mod dto;
mod handlers;
mod particulars;
mod queries;
mod telling;

pub use activity::{AccountActivity, activity};
pub use dto::{HistoryEntryView, HistoryFilter};
pub use handlers::of_application;

use crate::http::registry::Registry;

/// Registers the readings of the journal.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_project_history)
        .service(handlers::list_milestone_history);
}
