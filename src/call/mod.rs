//! The call: who asked to be accompanied, how that was judged, and who became a laureate (accompaniment.md, "From the call
//! to the laureates").
//!
//! Coordinators keep all of it. A juror is shown the applications on which it has an evaluation, its own evaluations, and
//! those of others, without their names, once its own on the same subject is submitted or recused.

pub mod applications;
pub mod evaluations;
pub mod grids;
pub mod life;
pub mod ranking;

use crate::http::registry::Registry;

/// Registers the operations of the call.
pub fn register(api: &mut Registry<'_>) {
    grids::register(api);
    applications::register(api);
    evaluations::register(api);
    ranking::register(api);
}
