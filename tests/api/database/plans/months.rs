//! The lists of the months of a programme's missions.

/// By a mission of fifty months.
pub fn lists(mission: &str) -> Vec<String> {
    let months = "/v1/programmes/AMI-T/mission-months?";
    vec![
        months.to_owned(),
        format!("{months}state=closed&"),
        format!("{months}state=countersigned&"),
        format!("{months}mission={mission}&"),
        format!("{months}updated_since=2100-01-01T00:00:00Z&"),
    ]
}
