//! Files: received, recognised, kept outside the database, swept.
//!
//! | file | holds |
//! |---|---|
//! | `spool` | a file as it arrives: without a name, so that whatever cuts it leaves nothing |
//! | `name` | what a file may be called |
//! | `recognition`, `text` | what a file is, by its content |
//! | `store`, `bucket` | where files are kept: a folder, or a bucket behind the S3 protocol |
//! | `sweep` | what no row names is removed |
//!
//! A file is spooled, recognised, put into the store, and only then named by a row, in a
//! transaction that no client can hold open. What happens in between leaves an object that no row
//! names: the sweep removes it once it is older than any request (docs/adr/0005-files.md).

mod bucket;
mod name;
mod recognition;
mod spool;
mod store;
mod sweep;
mod text;

pub use name::FileName;
pub use recognition::recognise;
pub use spool::{Spool, Spooled};
pub use store::{FileStore, Held};
pub use sweep::{installation, kept, sweep};
