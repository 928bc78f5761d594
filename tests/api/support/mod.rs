//! What the tests stand on: a real service over a real Postgres, one database for each test.

mod app;
mod client;
pub mod database;
mod milestones;
mod turns;
mod upload;
mod world;

pub use app::TestApp;
pub use client::{Client, Reply};
pub use milestones::{NewMilestone, lay_milestone};
pub use turns::Turns;
pub use upload::{Form, pdf};
pub use world::{Laying, World};
