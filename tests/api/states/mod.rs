//! What a project's state allows: every operation that writes in a project, tried in every state.
//!
//! What is expected stands in [`table`], written from domain.md; [`trial`] tries it against the service, and
//! [`page`] writes what came of it to `docs/project-states.md`. The requests are those of the access matrix.

mod cases;
mod page;
mod reasons;
mod table;
mod trial;
