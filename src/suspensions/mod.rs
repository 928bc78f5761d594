//! Suspensions and extensions: what moves a project's useful-months clock (domain.md, "The
//! useful-months clock").
//!
//! Suspensions of one project never overlap and at most one is open; both have a motive; a mistake
//! is cancelled, never deleted. One that is recorded with `shift_forecasts` moves the forecasts of
//! the project's open milestones, and takes them back or further when it is changed ([`shift`]).
//! Every write takes `?dry_run=true`: it is done whole, its effect is read, and it is undone.

mod clock;
mod dry_run;
mod dto;
mod effect;
pub mod extensions;
mod handlers;
mod model;
mod queries;
pub mod rules;
pub mod shift;

pub use clock::{ClockView, SuspendedRange};
pub use dto::SuspensionView;
pub use effect::{Effect, MovedMilestone};
pub use model::{Extension, Suspension};
pub use queries::in_force;

use crate::http::registry::Registry;

/// Registers the operations on suspensions and extensions.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_clock)
        .service(handlers::list_suspensions)
        .service(handlers::create_suspension)
        .service(handlers::get_suspension)
        .service(handlers::update_suspension)
        .service(handlers::resume_suspension)
        .service(handlers::cancel_suspension);
    extensions::register(api);
}
