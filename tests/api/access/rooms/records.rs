//! What hangs on a milestone: evidence, submissions, decisions, observations, comments. Texts and
//! names, so not for observers.

use serde_json::json;

use super::*;
use crate::access::place::Place::Project;

/// Those whose work was decided on, even once their mission is over.
const HEARD: Who = &[Laureate, Provider, InGrace, PastGrace];

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_evidence", Project, &["accepted"], READERS).with(&["evidence"]),
        Row::of("create_evidence", Project, &["begun"], WORKERS)
            .sends(|_| json!({"type": "report", "title": "Bilan", "url": "https://example.test/bilan"})),
        Row::of("create_evidence", Project, &["deferred"], WORKERS_ON_DEFERRED)
            .case("deferred")
            .sends(|_| json!({"type": "report", "title": "Bilan", "url": "https://example.test/bilan"})),
        Row::of("get_evidence", Project, &["evidence"], READERS),
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
