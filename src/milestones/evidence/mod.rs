//! Evidence of a milestone: what was made, of one type, as a link or a file and never both. Never
//! changed nor removed; a submission freezes the set it was made with. What an application is handed in with
//! is kept and shown as evidence is, of the type `application_file`.

mod attaching;
mod content;
mod dto;
mod handlers;
mod model;
mod queries;
mod uploads;

pub use attaching::kind_fault;
pub use dto::{EvidenceView, NewEvidence, NewEvidenceFile, content_address};
pub use model::{Evidence, Substance};
pub use queries::{NamedEvidence, of_milestone};
pub use uploads::{Holder, receive};

use crate::http::registry::Registry;

/// Registers the operations on evidence.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_evidence)
        .service(handlers::create_evidence)
        .service(handlers::create_evidence_file)
        .service(handlers::get_evidence)
        .service(content::get_evidence_content);
}
