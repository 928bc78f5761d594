//! What changed in a portfolio between two instants: the same rows and rules at both, and what differs, in data and in words.

mod dto;
mod handlers;
mod moment;
mod rules;
mod words;

pub use dto::{ComparedProject, RiskChange};
pub use handlers::{get_portfolio_comparison, last_change};
pub use moment::{Moment, ProjectThen};
pub use rules::{compared, feared};
