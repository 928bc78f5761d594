//! Extensions: useful months added to those contracted, with motive and author.

mod dto;
mod handlers;
mod queries;

pub use dto::ExtensionView;

use crate::http::registry::Registry;

/// Registers the operations on extensions.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_extensions)
        .service(handlers::create_extension)
        .service(handlers::get_extension)
        .service(handlers::cancel_extension);
}
