//! The embedded PostgreSQL, in every case it has to survive.
//!
//! Each test has its own folder and its own server, and leaves neither. As root all of them run;
//! the few that need root to stage their case say so and pass over otherwise.

mod crashes;
mod folders;
mod leftovers;
pub mod place;
mod programs;
mod refusals;
mod running;
mod service;
