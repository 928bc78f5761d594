//! Evidence of a milestone: a link to what was made, of one type. Never changed nor removed; a
//! submission freezes the set it was made with.

mod dto;
mod handlers;
mod model;
mod queries;

pub use dto::EvidenceView;
pub use model::Evidence;
pub use queries::{of_milestone, with_ids};

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the operations on evidence.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_evidence)
        .service(handlers::create_evidence)
        .service(handlers::get_evidence);
}
