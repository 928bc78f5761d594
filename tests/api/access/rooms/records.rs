//! What hangs on a milestone: evidence, submissions, decisions, observations, comments. Texts and
//! names, so not for observers. A piece of evidence can be of an application too: for those who judge it.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Platform, Programme, Project};

/// Those whose work was decided on, even once their mission is over.
const HEARD: Who = &[Laureate, Provider, InGrace, PastGrace];

pub fn rows() -> Vec<Row> {
    [of_milestones(), of_applications()].concat()
}

/// Pieces of evidence that an application was handed in with.
fn of_applications() -> Vec<Row> {
    let judged = |operation, piece| {
        Row::of(operation, Programme, piece, JURY)
            .with(&["open evaluation"])
            .hidden_from(OUTSIDE_THE_JURY)
            .case("of an application that the juror judges")
    };
    let unjudged = |operation, piece| {
        Row::of(operation, Programme, piece, COORDINATORS)
            .with(&["another's evaluation"])
            .hidden_from(BUT_COORDINATORS)
            .case("of an application that others judge")
    };
    vec![
        judged("get_evidence", &["application link"]),
        unjudged("get_evidence", &["application link"]),
        judged("get_evidence_content", &["application file"]),
        unjudged("get_evidence_content", &["application file"]),
    ]
}

fn of_milestones() -> Vec<Row> {
    vec![
        Row::of("list_evidence", Project, &["accepted"], READERS).with(&["evidence"]),
        Row::of("create_evidence", Project, &["begun"], WORKERS)
            .sends(|_| json!({"type": "report", "title": "Bilan", "url": "https://example.test/bilan"})),
        Row::of("create_evidence", Project, &["deferred"], WORKERS_ON_DEFERRED)
            .case("deferred")
            .sends(|_| json!({"type": "report", "title": "Bilan", "url": "https://example.test/bilan"})),
        Row::of("create_evidence_file", Project, &["begun"], WORKERS)
            .sends(|_| json!({"type": "report", "title": "Bilan"})),
        Row::of("create_evidence_file", Project, &["deferred"], WORKERS_ON_DEFERRED)
            .case("deferred")
            .sends(|_| json!({"type": "report", "title": "Bilan"})),
        Row::of("get_evidence", Project, &["evidence"], READERS),
        Row::of("get_evidence_content", Project, &["file"], READERS),
        Row::of("list_redactions", Platform, &[], EVERYONE),
        Row::of("create_redaction", Project, &[], COORDINATORS)
            .with(&["planned"])
            .hidden_from(&[Observer])
            .sends(|stage| json!({"entity": "milestone", "id": stage.json("planned"), "field": "title", "motive": "Nommait un agent."})),
        Row::of("get_redaction", Project, &["redaction"], COORDINATORS)
            .hidden_from(&[Laureate, Provider, OtherTrack, InGrace, PastGrace, Observer]),
        Row::of("list_submissions", Project, &["accepted"], READERS),
        Row::of("list_decisions", Project, &["accepted"], READERS),
        Row::of("list_observations", Project, &["decision"], READERS),
        Row::of("get_observation", Project, &["decision", "observation"], READERS),
        Row::of("create_observation", Project, &["decision"], HEARD).sends(|_| json!({"text": "Voir page 12."})),
        Row::of("list_comments", Project, &["accepted"], READERS),
        Row::of("get_comment", Project, &["accepted", "comment"], READERS),
        Row::of("create_comment", Project, &["begun"], REPORTERS).sends(|_| json!({"text": "Bien reçu."})),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Evidence, decisions and comments").await;
}
