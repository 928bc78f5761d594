//! The operations on milestones.

pub mod act;
pub mod create;
pub mod delete;
pub mod read;
pub mod update;
