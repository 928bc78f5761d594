//! The portfolio: one programme's dashboard, whole, in one document (api.md, "Everything a portfolio screen shows comes in
//! one request").
//!
//! Nothing in it is stored: it is rows (`queries`) and derived by the same pure rules as
//! everywhere (`figures`); what was derived of a project is kept in memory until something is told of it (`summaries`). A mean says over how many it was made (domain.md, invariant 8).

mod comparison;
mod dto;
mod figures;
mod handlers;
mod queries;
mod summaries;
mod totals;

pub use comparison::{ComparedProject, Moment, ProjectThen, RiskChange, compared, feared, last_change};
pub use dto::PortfolioProject;
pub use figures::rounded;
pub use handlers::seen_by;
pub use queries::{approvals_of, grouped, ids_of};
pub use totals::{ProjectTotals, Totals};

use crate::http::registry::Registry;

/// Registers the portfolio.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_portfolio);
    api.service(comparison::get_portfolio_comparison);
}
