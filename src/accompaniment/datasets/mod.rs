//! Datasets: the data that a project lives on, who holds them, and whether they can be reached.
//!
//! By whoever works on the project. Access is asked for, granted, blocked, or the data are open: each move has its day,
//! and the history keeps them all. Personal data need an impact assessment (DPIA), done or still to do.

mod dto;
mod handlers;
mod life;
mod model;

pub use handlers::register;
pub use life::{DatasetAccess, DatasetExistence, Dpia};
pub use model::{DatasetReach, reach};
