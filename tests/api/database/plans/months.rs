//! The lists of the months of a programme's missions.

use uuid::Uuid;

/// By a mission of fifty months, and a provider of one mission in twenty.
pub fn lists(mission: &str, provider: Uuid) -> Vec<String> {
    let months = "/v1/programmes/AMI-T/mission-months?";
    vec![
        months.to_owned(),
        format!("{months}state=closed&"),
        format!("{months}state=countersigned&"),
        format!("{months}mission={mission}&"),
        format!("{months}provider={provider}&"),
        format!("{months}updated_since=2100-01-01T00:00:00Z&"),
    ]
}
