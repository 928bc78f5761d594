//! The forecasts of a milestone: every date that was ever expected, with why it changed. The
//! newest counts; none is ever changed.

mod dto;
mod handlers;
mod recording;

pub use handlers::unless_owed;
pub use recording::record_forecast;

use crate::http::registry::Registry;

/// Registers the operations on forecasts.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_forecasts)
        .service(handlers::create_forecast)
        .service(handlers::get_forecast);
}
