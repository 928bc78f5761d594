//! Exchanges: where those of a programme meet, who signs up and who came, and what steering committees decide
//! (accompaniment.md, "Exchange").
//!
//! Coordinators plan, hold and cancel them; whoever sees the programme sees them and signs up, for its organisation. An
//! observer and a juror are not told what came of one. Times are instants, shown with the programme's zone.

mod context;
mod decisions;
mod dto;
mod handlers;
mod life;
mod model;
mod related;
mod rules;
mod sign_ups;

pub use context::NamedExchange;
pub use decisions::CommitteeDecisionState;
pub use life::{ExchangeKind, ExchangeState};
pub use sign_ups::SignUpState;

use crate::http::registry::Registry;

/// Registers the operations on exchanges.
pub fn register(api: &mut Registry<'_>) {
    handlers::register(api);
    api.service(handlers::create_exchange)
        .service(handlers::update_exchange);
    sign_ups::register(api);
    decisions::register(api);
}
