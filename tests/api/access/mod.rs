//! Rights by table: every operation of the document, tried by every kind of caller.
//!
//! The expectation stands in [`place`] (who sees what) and in [`rooms`] (who of them may), written
//! from domain.md; [`trial`] compares it with what the service answers, cell by cell, and [`page`]
//! writes it out as `docs/access-matrix.md`.

mod caller;
mod cast;
mod leaks;
mod page;
mod place;
mod rooms;
mod row;
mod stage;
mod trial;
mod waiting;
