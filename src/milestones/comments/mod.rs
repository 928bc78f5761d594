//! Comments on a milestone, by whoever works in its project. Kept as they were written.

mod dto;
mod handlers;
mod model;

use crate::http::registry::Registry;

/// Registers the operations on comments.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_comments)
        .service(handlers::create_comment)
        .service(handlers::get_comment);
}
