//! Extensions: useful months added to those contracted, with motive and author.

mod dto;
mod handlers;
mod queries;

pub use dto::ExtensionView;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations on extensions.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_extensions)
        .service(handlers::create_extension)
        .service(handlers::get_extension)
        .service(handlers::cancel_extension);
}
