//! Health: how a project fares, overall and on each track, as those who work on it say.
//!
//! A report of one line is a status report that is published as it is made (accompaniment.md, "Along the way"). It is never
//! changed; the next one follows it, and the history stays (domain.md, "Glossary": météo). Observers see the health, not the
//! words.

mod dto;
mod handlers;
mod model;

pub use model::HealthReport;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations on health.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_health_reports)
        .service(handlers::create_health_report)
        .service(handlers::get_health_report);
}
