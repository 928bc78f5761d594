//! Submissions of a milestone, the decisions on them, and the observations on decisions.
//!
//! What is decided is what was submitted: a submission freezes the evidence it was made with, and
//! a decision names the submission. Decisions and observations are never changed.

mod dto;
mod handlers;
mod model;
mod queries;

pub use model::{Decision, Outcome, Submission};
pub use queries::{NamedDecision, last_day, last_number, pending, pending_in, withdraw};

use crate::http::registry::Registry;

/// Registers the operations on submissions, decisions and observations.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_submissions)
        .service(handlers::list_decisions)
        .service(handlers::list_observations)
        .service(handlers::create_observation)
        .service(handlers::get_observation);
}
