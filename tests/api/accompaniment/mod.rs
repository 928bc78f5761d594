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

/// Pointers and codes, as a reply tells them.
fn faults(told: &[(&str, &str)]) -> Vec<(String, String)> {
    told.iter()
        .map(|(at, code)| ((*at).to_owned(), (*code).to_owned()))
        .collect()
}
