//! What the platform says of itself: health, version, keys, metrics, the document, the problems.

mod handlers;
mod page;
mod pages;
mod reference;
mod vocabulary;

pub use page::page_files;
pub use reference::reference_page;

use crate::http::registry::Registry;

/// Registers the platform's operations.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_live)
        .service(handlers::get_ready)
        .service(handlers::get_version)
        .service(handlers::get_jwks)
        .service(handlers::get_security_contact)
        .service(handlers::get_document)
        .service(handlers::get_document_3_0)
        .service(handlers::get_metrics)
        .service(pages::get_index)
        .service(pages::list_problems)
        .service(pages::get_problem)
        .service(reference::get_docs)
        .service(vocabulary::get_vocabulary);
}
