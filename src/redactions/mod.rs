//! Redactions: a free text that should not have been written goes from everywhere, and what
//! remains is its hash, and who redacted it when and why (domain.md, invariant 6).
//!
//! Everywhere is the row, its versions, the journal, and the answers kept for retries. In its place
//! stands a marker that names the redaction, of the same JSON type. `subjects` lists every free
//! text there is; the database lets its append-only rows be changed by this alone.

mod details;
mod dto;
pub mod fields;
mod handlers;
mod listing;
mod marker;
mod mentions;
mod model;
mod policy;
mod queries;
mod redacting;
pub mod rules;
pub mod subjects;

pub use dto::RedactionView;
pub use mentions::{Mention, MentionScope, mentions, names_of};
pub use subjects::{RedactedEntity, SUBJECTS, Subject};

use crate::http::registry::Registry;

/// Registers the operations on redactions.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_redactions)
        .service(handlers::create_redaction)
        .service(handlers::get_redaction);
}
