//! Topics: what a project brought up for the time after its accompaniment.
//!
//! By whoever works on the project. A topic is open until it is retained or set aside, and is kept as it is from then on. An
//! observer is shown retained ones only.

mod dto;
mod handlers;
mod life;
mod model;

pub use handlers::register;
pub use life::{TopicMaturity, TopicState};
