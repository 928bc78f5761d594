//! Missions: a provider's work on tracks of a project, behind a purchase order (domain.md).
//!
//! Coordinators plan them. A provider sees its own, the laureate those of its project; they are not
//! for observers. Work beyond the ordered days is reported, never refused; a mission may be
//! shortened although work was logged after its new end. The accounts that it names work on it, as long as one
//! of them is in use; else all of its provider's, so that whoever leaves closes nothing to its colleagues.

mod dto;
mod handlers;
mod model;
mod months;
mod policy;
mod queries;
mod rules;
mod views;

pub use dto::MissionView;
pub use model::Mission;
pub use months::{LoggedMonth, MonthState, Order, Orders, Unsettled, logged, orders};
pub use policy::discloses;

use crate::http::registry::Registry;

/// Registers the operations on missions.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_missions)
        .service(handlers::create_mission)
        .service(handlers::get_mission)
        .service(handlers::update_mission);
    months::register(api);
}
