//! What happened: one entry for every changed resource, written last in the change's transaction
//! (domain.md, invariant 6; docs/adr/0002-history.md).
//!
//! Entries hold account ids, never names. The database stamps them, orders them, and refuses a
//! commit that changes a tracked row without one.

mod difference;
mod entry;
mod record;
mod vocabulary;
mod watermark;

pub use difference::{FieldChange, changes, unchanged};
pub use entry::{Entry, Journal, Journaled, Place};
pub(crate) use record::record;
pub use record::{Edited, Record, Versioned, was_acted_on};
pub use vocabulary::{Action, Entity};
pub use watermark::{Newest, Told, Watermark, is_current, last_told, newest_entry};
