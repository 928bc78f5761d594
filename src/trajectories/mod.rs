//! How a project moved, and where it heads: its timeline, its progress curve, its milestone trend; of a programme, the curve of its
//! projects. Each in data, and drawn from the same.
//!
//! What was known on a day is read from the versions that the history keeps (`versions`, `history`), never from what stands now: the progress
//! of a past day is the one that the portfolio showed at its end. Rules are pure (`curve`, `likely_end`, `trend`).

mod curve;
pub mod dto;
mod handlers;
mod history;
pub mod likely_end;
pub mod pictures;
mod programme;
mod timeline;
mod trend;
mod versions;

pub use curve::progress_curve;
pub use dto::{MilestoneTrendView, ProgrammeCurveView, ProgressCurveView, TimelineView};
pub use handlers::programme_curve;
pub use history::Days;
pub use timeline::timeline;
pub use trend::milestone_trend;
pub use versions::load;

use crate::http::registry::Registry;

/// Registers what tells how projects moved.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::get_timeline)
        .service(handlers::get_progress_curve)
        .service(handlers::get_milestone_trend)
        .service(handlers::get_programme_progress_curve);
}
