//! The whole API on one page: what serves, what the tests run and what the document is made from.

use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, Error};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::http::{chunking, gate, guard, rendering};
use crate::services::Services;

/// Every operation of the service, room by room.
pub fn register(api: &mut ServiceConfig<'_>) {
    crate::platform::register(api);
    crate::vocabulary::register(api);
    crate::accounts::register(api);
    crate::organisations::register(api);
    crate::programmes::register(api);
    crate::missions::register(api);
    crate::projects::register(api);
    crate::suspensions::register(api);
    crate::plans::register(api);
    crate::milestones::register(api);
    crate::progress::register(api);
    crate::health::register(api);
    crate::journal::register(api);
    crate::redactions::register(api);
    crate::portfolio::register(api);
}

/// The application around the operations.
pub fn build(
    services: Data<Services>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let reference = crate::platform::reference_page();
    App::new()
        .into_utoipa_app()
        .configure(register)
        .map(|app| app.service(reference))
        .split_for_parts()
        .0
        .app_data(services.clone())
        .wrap(from_fn(gate::open))
        .wrap(from_fn(guard::watch))
        .wrap(cors(&services.origins))
        .wrap(Compress::default())
        .wrap(from_fn(rendering::render))
        .wrap(from_fn(chunking::chunk_large_bodies))
}

/// Browsers of the configured origins may call, and read what a client needs.
fn cors(origins: &[String]) -> Cors {
    let mut cors = Cors::default()
        .allow_any_method()
        .allow_any_header()
        .expose_headers([
            "Accept-Ranges",
            "Content-Disposition",
            "Content-Range",
            "ETag",
            "Link",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Idempotency-Replayed",
            "X-Request-Id",
        ])
        .max_age(3600);
    for origin in origins {
        cors = cors.allowed_origin(origin);
    }
    cors
}
