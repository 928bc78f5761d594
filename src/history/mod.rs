//! The history: what the journal tells of a project or a milestone, in words and in data, and of what an
//! account did.

mod activity;
mod dto;
mod handlers;
mod particulars;
mod queries;
mod telling;

pub use activity::{AccountActivity, activity};

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the readings of the journal.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_project_history)
        .service(handlers::list_milestone_history);
}
