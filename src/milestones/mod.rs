//! Milestones: planned, worked on, submitted with evidence, decided on (domain.md, "Milestones").
//!
//! | file or room | holds |
//! |---|---|
//! | `life` | every state, action, transition and refusal |
//! | `derived` | lateness, slip, percent: what is never stored |
//! | `acting`, `tacit` | the one step behind the verbs; acceptance by silence |
//! | `views`, `details` | what is shown, read with its row |
//! | `listing` | the filters and orders of lists |
//! | `forecasts`, `evidence`, `submissions`, `comments` | what hangs on a milestone |

pub(crate) mod acting;
pub mod comments;
pub mod dependencies;
pub mod derived;
mod details;
pub mod dto;
pub mod evidence;
pub mod forecasts;
mod handlers;
pub mod life;
mod listing;
mod locking;
pub(crate) mod log_order;
mod model;
mod plan;
mod policy;
mod queries;
pub mod submissions;
pub mod tacit;
mod ties;
pub mod views;

pub use details::MilestoneRow;
pub use life::MilestoneState;
pub use model::{Dependency, Forecast, Milestone, MilestoneOutcome};
pub use policy::may_read_forecasts;
pub use queries::{
    MilestoneContext, NamedMilestone, code, find_visible, forecasts_of_project, lock, next_number, of_project,
    on_tracks, read_visible, replace_dependencies,
};
pub use views::MilestoneView;

use crate::http::registry::Registry;
use handlers::{act, create, delete, read, update};

/// Registers the operations on milestones and what hangs on them.
pub fn register(api: &mut Registry<'_>) {
    api.service(read::list_project_milestones)
        .service(read::list_programme_milestones)
        .service(create::create_milestone)
        .service(read::get_milestone)
        .service(update::update_milestone)
        .service(delete::delete_milestone)
        .service(act::start_milestone)
        .service(act::submit_milestone)
        .service(act::withdraw_milestone)
        .service(act::accept_milestone)
        .service(act::accept_with_reduction_milestone)
        .service(act::defer_milestone)
        .service(act::reject_milestone)
        .service(act::cancel_milestone)
        .service(act::reopen_milestone);
    forecasts::register(api);
    evidence::register(api);
    submissions::register(api);
    comments::register(api);
}
