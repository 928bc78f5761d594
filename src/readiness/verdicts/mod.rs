//! Verdicts: whether a project is ready, by whoever has authority over the hand-over, with every gate as it stood. Never
//! changed: a later one supersedes it.

mod dto;
mod handlers;
mod model;

pub(super) use model::superseding;

use crate::http::registry::Registry;

/// Registers the operations on verdicts.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::create_verdict);
    handlers::register(api);
}
