//! Prototypes: what a project builds, version by version, and how mature each is.
//!
//! By those who build: the laureate and its providers. A version that is less mature than the one before it says why.

mod dto;
mod handlers;
mod model;

pub use handlers::register;
pub use model::{Maturity, Prototype, working};
