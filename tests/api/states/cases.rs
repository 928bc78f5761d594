//! What the access matrix has no need of, and only ended projects answer in another way.

use serde_json::json;

use crate::access::caller::Caller::Provider;
use crate::access::place::Place::Project;
use crate::access::row::Row;

pub const LATER: &str = "of work after the end";
pub const ANOTHER: &str = "another one since the end";
pub const BESIDES: &str = "besides a draft since the end";

/// Requests that only ended projects answer in another way.
pub fn cases() -> Vec<Row> {
    vec![
        Row::of("create_progress_entry", Project, &["home"], &[Provider])
            .case(LATER)
            .sends(|_| json!({"track": "technical_support", "occurred_on": "2019-03-05", "done": "Reprise"})),
        Row::of("create_progress_entries", Project, &[], &[Provider])
            .case(LATER)
            .with(&["home"])
            .sends(|stage| {
                let project = stage.json("home");
                json!({"entries": [{"key": format!("apres-{}", stage.number), "project": project,
                    "track": "technical_support", "occurred_on": "2019-03-05", "done": "Reprise"}]})
            })
            .line(),
        Row::of("create_health_report", Project, &["home"], &[Provider])
            .case(ANOTHER)
            .with(&["health"])
            .sends(|_| json!({"overall": "cloudy", "text": "Le prototype attend."})),
        Row::of("create_health_report", Project, &["home"], &[Provider])
            .case(BESIDES)
            .with(&["report"])
            .sends(|_| json!({"overall": "cloudy", "text": "Le prototype attend."})),
        Row::of("create_status_report", Project, &["home"], &[Provider])
            .case(ANOTHER)
            .with(&["health"])
            .sends(|_| report()),
        Row::of("create_status_report", Project, &["home"], &[Provider])
            .case(BESIDES)
            .with(&["report"])
            .sends(|_| report()),
    ]
}

/// Of the period that ends with the project.
fn report() -> serde_json::Value {
    json!({"from": "2019-02-01", "until": "2019-03-05", "health": {"overall": "sunny"}, "done": "Bilan.", "next": "Rien."})
}
