//! The ranking: what the evaluations of a stage come to, criterion by criterion.
//!
//! Nothing is averaged over what is missing: whatever lacks a score is listed apart, without total or rank, and what is missing
//! is named. Equal totals share a rank (1, 2, 2, 4).

mod dto;
mod handlers;
mod queries;
pub mod rules;

pub use rules::MissingScoreReason;

use crate::http::registry::Registry;

/// Registers the operation.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_ranking);
}
