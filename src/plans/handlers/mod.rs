//! The operations on plans and baselines.

mod baselines;
mod plan;

pub use baselines::*;
pub use plan::*;
