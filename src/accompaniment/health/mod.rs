//! Health: how a project fares, overall and on each track, as those who work on it say.
//!
//! A report of one line is a status report that is published as it is made (accompaniment.md, "Along the way"). It is never
//! changed; the next one follows it, and the history stays (domain.md, "Glossary": météo). Observers see the health, not the
//! words.

mod dto;
mod handlers;
mod model;

pub use handlers::register;
pub use model::HealthReport;
