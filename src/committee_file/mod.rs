//! The file of a steering committee: a programme as it was on a day, what changed since the committee before, and each project with its
//! pictures, its risks and what it asks; in data, or as one page that needs nothing else and can be printed.
//!
//! It is made of what other rooms tell, as of the end of the day: the same day gives the same bytes.

mod dto;
mod handlers;
mod page;
mod queries;
mod words;

use crate::http::registry::Registry;

/// Registers the file.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_committee_file);
}
