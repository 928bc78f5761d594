//! Comments on a milestone, by whoever works in its project. Kept as they were written.

mod dto;
mod handlers;
mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations on comments.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_comments)
        .service(handlers::create_comment)
        .service(handlers::get_comment);
}
