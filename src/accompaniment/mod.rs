//! What a project lives through while it is accompanied, besides its milestones.

pub mod datasets;
pub mod prototypes;
pub mod risks;
pub mod trials;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations of every room.
pub fn register(api: &mut ServiceConfig<'_>) {
    risks::register(api);
    datasets::register(api);
    prototypes::register(api);
    trials::register(api);
}
