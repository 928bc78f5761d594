//! Grids: by what is judged at a stage, with which weights, on which scale.
//!
//! Numbered from 1 for each stage of a programme; the latest is the one in force, which new evaluations use. One that an
//! evaluation cites never changes: the database refuses it.

mod criteria;
mod dto;
mod handlers;
mod model;

pub use criteria::{Criteria, Criterion, Scale};
pub use handlers::register;
pub use model::{EvaluationStage, Grid, find, in_force, of_stage};
