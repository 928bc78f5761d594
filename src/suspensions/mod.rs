//! Suspensions and extensions: what moves a project's useful-months clock (domain.md, "The
//! useful-months clock").

mod model;

pub use model::{Extension, Suspension};
