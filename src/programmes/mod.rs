//! Programmes: one call and its accompaniment, with its own tracks, length and rules (domain.md).
//!
//! Nothing about one year's call is in the code: its tracks and who decides on them, its plan
//! template, its delays and its time zone are data that a coordinator sends. A coordinator of a
//! steering body opens a programme and is its first coordinator. The code never changes, and a
//! track in use stays.

mod call;
mod definition;
mod details;
mod dto;
mod handlers;
mod model;
mod policy;
mod queries;
mod rules;
mod view;

pub use call::last_minute;
pub use definition::Definition;
pub use details::ProgrammeRow;
pub use model::{Body, Programme, TemplateMilestone, Track, zone_of};
pub use policy::{may_enter, may_name};
pub use queries::{find_named, find_visible, lock, read_entered, read_named, template, tracks};
pub use rules::required_evidence_faults;
pub use view::ProgrammeView;

use crate::http::registry::Registry;

/// Registers the operations on programmes.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_programmes)
        .service(handlers::create_programme)
        .service(handlers::get_programme)
        .service(handlers::update_programme);
}
