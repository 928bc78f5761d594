//! What each group of operations is about.

use serde_json::{Value, json};

/// The groups, in the order in which a reader meets them.
const TAGS: [(&str, &str); 17] = [
    (
        "auth",
        "Signing in and out: access tokens, refresh tokens, passwords, invitations.",
    ),
    ("me", "Who the caller is and what it may do."),
    ("vocabulary", "Code lists with their labels in French and English."),
    ("portfolio", "The dashboard of a programme, in one document."),
    (
        "programmes",
        "A call and its accompaniment: tracks, authorities, plan template.",
    ),
    ("organisations", "Laureates, providers and the bodies that steer."),
    (
        "projects",
        "A laureate's project in a programme: its life and its useful-months clock.",
    ),
    (
        "suspensions",
        "What stops a project's clock and what lengthens it: suspensions and extensions.",
    ),
    (
        "missions",
        "Which provider works on a project, on which tracks and when.",
    ),
    (
        "plans",
        "Plans made from the programme's template, and approved baselines.",
    ),
    (
        "milestones",
        "Milestones from their forecast to the decision: evidence, submissions, comments.",
    ),
    ("progress", "What experts log: work done, percent, person-days."),
    (
        "redactions",
        "Free texts taken away everywhere, and what remains of them.",
    ),
    ("health", "How a project fares, track by track."),
    ("history", "What happened, in words and in data."),
    ("accounts", "Accounts of persons and services, and their grants."),
    (
        "platform",
        "The service itself: its document, health, version and keys.",
    ),
];

/// Describes the groups at the head of the document.
pub fn describe(document: &mut Value) {
    let described = TAGS.map(|(name, description)| json!({"name": name, "description": description}));
    document["tags"] = json!(described);
}
