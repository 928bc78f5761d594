//! What a project lives through while it is accompanied, besides its milestones.

mod datasets;
mod lives;
mod prototypes;
mod reuses;
mod risks;
mod roadmap;
mod skills;
mod status_reports;
mod team;
mod topics;
mod trials;
mod year;

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

/// Pointers and codes, as a reply tells them.
fn faults(told: &[(&str, &str)]) -> Vec<(String, String)> {
    told.iter()
        .map(|(at, code)| ((*at).to_owned(), (*code).to_owned()))
        .collect()
}
