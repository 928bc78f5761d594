//! The operations on projects.

mod create;
mod list;
mod show;
mod update;

pub use create::*;
pub use list::*;
pub use show::*;
pub use update::*;
