//! What the tests stand on: a real service over a real Postgres, one database for each test.

mod app;
mod bucket;
mod client;
pub mod database;
mod folders;
mod laying;
mod milestones;
mod program;
mod story;
mod traces;
mod turns;
mod upload;
mod waiting;
mod world;

pub use app::{CONNECTIONS, TestApp, Twin};
pub use bucket::Bucket;
pub use client::{Client, Reply, faults};
pub use database::{TestDatabase, signing_keys};
use folders::files_in;
pub use laying::Laying;
pub use milestones::{NewMilestone, lay_milestone};
pub use program::Program;
pub use story::Story;
pub use turns::Turns;
pub use upload::{Form, pdf};
pub use waiting::eventually;
pub use world::World;
