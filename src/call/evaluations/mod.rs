//! Evaluations: what jurors find of applications, and a laureate, the coordinators and an authority of a project.
//!
//! Assigned, then submitted or recused. One that is submitted is kept as it is: the database refuses every change, and what is
//! wrong in it is corrected by another that names it, and counts once it is submitted itself. A juror is shown those of others
//! on the same subject, without their names, once its own there is submitted or recused: until then nothing tells it
//! that there are any.

mod assigning;
mod context;
mod dto;
mod handlers;
mod model;
mod of_programme;
mod policy;
mod queries;
mod related;
mod scores;
mod standing;
mod vocabulary;

pub use context::NamedEvaluation;
pub use dto::GridReference;
pub use queries::{ScoredEvaluation, of_stage};
pub use standing::{Evaluated, originals, standing};
pub use vocabulary::{EvaluationPart, Recommendation, RecusalReason};

use crate::http::registry::Registry;

/// Registers the operations on evaluations.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    of_programme::register(api);
    api.service(handlers::list_application_evaluations)
        .service(handlers::create_application_evaluation)
        .service(handlers::list_project_evaluations)
        .service(handlers::create_project_evaluation);
}
