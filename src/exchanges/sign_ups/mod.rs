//! Sign-ups: who wants to come to an exchange, in the order in which they said so.
//!
//! Confirmed while places last, else waiting. Where places come free, those who wait move up in their order, in the same
//! transaction; nobody is skipped. An organisation is shown its own, a coordinator all.

mod dto;
mod handlers;
mod model;
mod places;

pub use handlers::register;
pub use model::SignUpState;
pub use places::move_up;
