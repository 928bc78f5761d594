//! Status reports: how a project fared over a period, what was done, what comes next, what it needs.
//!
//! By those who report on a project. The author edits a draft; a colleague endorses it, a coordinator publishes it. It is
//! kept as it is from then on: what was wrong is said right by a new report that names it. The latest published one, by the
//! end of its period, is how the project fares. Another provider sees none that is not published, an observer only those
//! that are. A report of one line is made by [`super::health`].

mod current;
mod dto;
mod handlers;
mod life;
mod model;
mod project_health;
mod queries;
mod rules;

pub use current::{CurrentReport, current_of};
pub use dto::StatusReportContent;
pub use handlers::register;
pub use life::ReportState;
pub use model::StatusReport;
pub use project_health::{HealthByTrack, ProjectHealth};
pub use queries::{has_final_report, last_reported};
pub use rules::unknown_tracks;
