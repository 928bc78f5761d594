//! What the tests stand on: a real service over a real Postgres, one database for each test.

mod app;
mod client;
pub mod database;
mod milestones;
mod program;
mod traces;
mod turns;
mod upload;
mod world;

pub use app::{TestApp, signing_keys};
pub use client::{Client, Reply};
pub use milestones::{NewMilestone, lay_milestone};
pub use program::Program;
pub use turns::Turns;
pub use upload::{Form, pdf};
pub use world::{Laying, World};
