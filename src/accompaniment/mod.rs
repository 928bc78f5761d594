//! What a project lives through while it is accompanied, besides its milestones.

pub mod risks;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations of every room.
pub fn register(api: &mut ServiceConfig<'_>) {
    risks::register(api);
}
