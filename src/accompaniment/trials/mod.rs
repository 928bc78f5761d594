//! Trials: a prototype in the hands of those it is made for, and what was measured.
//!
//! By those who build. A trial is complete once each measure was observed, or it is said why not; it is kept so from then
//! on. One that had participants, of a prototype that works, proves a project: a milestone of the prototype track waits for
//! it where the programme says so (`requires_trial`).

mod dto;
mod handlers;
mod life;
mod measures;
mod model;

pub use handlers::register;
pub use life::{Audience, TrialState, TrialVerdict};
pub use measures::Direction;
pub use model::{is_proven, proven};
