//! Rights by table: every operation of the document, tried by every kind of caller.
//!
//! The expectation stands in [`place`] (who sees what) and in [`rooms`] (who of them may), written
//! from domain.md; [`trial`] compares it with what the service answers, cell by cell, and [`page`]
//! writes it out as `docs/access-matrix.md`.

pub mod caller;
pub mod cast;
mod leaks;
mod page;
pub mod place;
pub mod rooms;
pub mod row;
pub mod stage;
pub mod trial;
mod waiting;
