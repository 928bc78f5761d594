//! What a project lives through while it is accompanied, besides its milestones.

mod call;
mod datasets;
pub mod lives;
mod prototypes;
mod ready;
mod reuses;
mod risks;
mod roadmap;
mod skills;
mod status_reports;
mod story;
mod team;
mod topics;
mod trials;
mod year;

use crate::support::faults;
use serde_json::Value;

/// What is left of a resource for whoever is not told these fields, which others are.
fn without(whole: &Value, untold: &[&str]) -> Value {
    let mut told = whole.clone();
    for field in untold {
        let untold = told.as_object_mut().unwrap().remove(*field);
        assert!(untold.is_some(), "{field} is shown to others");
    }
    told
}
