//! Risks: what may go wrong in a project, how likely and how grave it is, and what is done about it.
//!
//! By whoever works on the project. A risk is scored as it would be (gross) and as it is with what is done about it
//! (residual); the residual score counts once there is one.

mod dto;
mod handlers;
mod life;
mod matrix;
mod model;
mod top;

pub use life::{Criticality, RiskState, Score};
pub use model::{Risk, RiskKind};
pub use top::{GraveRisk, TopRisk, grave, top_of};

use crate::http::registry::Registry;

/// Registers the operations on risks.
pub fn register(api: &mut Registry<'_>) {
    api.service(matrix::get_project_risk_matrix)
        .service(matrix::get_programme_risk_matrix);
    handlers::register(api);
}
