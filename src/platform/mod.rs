//! What the platform says of itself: health, version, keys, metrics, the document, the problems.

mod handlers;
pub mod metrics;
mod pages;

use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Registers the platform's operations.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::get_live)
        .service(handlers::get_ready)
        .service(handlers::get_version)
        .service(handlers::get_jwks)
        .service(handlers::get_security_contact)
        .service(handlers::get_document)
        .service(metrics::get_metrics)
        .service(pages::list_problems)
        .service(pages::get_problem)
        .service(pages::get_docs);
}

/// The API reference, carried whole by the binary: it works without the internet.
pub fn reference_page() -> SwaggerUi {
    SwaggerUi::new("/docs/{_:.*}").config(
        Config::new(["/openapi.json"])
            .try_it_out_enabled(true)
            .persist_authorization(false),
    )
}
