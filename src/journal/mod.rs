//! What happened: one entry for every changed resource, written last in the change's transaction
//! (domain.md, invariant 6; docs/adr/0002-history.md).
//!
//! Entries hold account ids, never names. The database stamps them, orders them, and refuses a
//! commit that changes a tracked row without one.

mod activity;
mod dto;
mod entry;
mod handlers;
mod particulars;
mod queries;
mod record;
mod telling;
mod vocabulary;

pub use activity::{AccountActivity, activity};
pub use entry::{Entry, Journal, Journaled, Place};
pub(crate) use record::record;
pub use record::{Edited, Record, Versioned};
pub use telling::unchanged;
pub use vocabulary::{Action, Entity};

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the readings of the journal.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(handlers::list_project_history)
        .service(handlers::list_milestone_history);
}
