//! Hand-overs: said by coordinators, provided by providers, verified by the laureate; observers are told nothing of them.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

/// Providers alone, on any track, while their mission runs and thirty days more.
const PROVIDERS: Who = &[Provider, OtherTrack, InGrace];

/// What is provided was so longer ago than the programme's verification days: a coordinator may verify it too. A hand-over
/// is opened once, so each is opened in a project of its own.
pub fn rows() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let because = |_: &_| json!({"motive": "Décision du comité."});
    let on = |operation, item, may| Row::of(operation, Project, item, may);
    vec![
        Row::of("list_hand_over_items", Project, &["home"], READERS),
        Row::of("list_programme_hand_over_items", Programme, &["programme"], READERS),
        Row::of("get_hand_over_item", Project, &["home", "hand-over item"], READERS),
        Row::of("open_hand_over", Project, &["project"], COORDINATORS).sends(nothing),
        Row::of("create_hand_over_item", Project, &["home"], COORDINATORS)
            .sends(|_| json!({"kind": "other", "title": "Carnet de bord"})),
        on("update_hand_over_item", &["home", "hand-over item"], COORDINATORS)
            .sends(|_| json!({"title": "Guide de reprise", "description": "Par un agent de permanence."})),
        on("delete_hand_over_item", &["home", "hand-over item"], COORDINATORS),
        on("provide_hand_over_item", &["home", "hand-over item"], PROVIDERS)
            .sends(|_| json!({"evidence": [{"title": "Dépôt du code", "url": "https://depot.example/code"}]})),
        on("verify_hand_over_item", &["home", "provided hand-over item"], LEADERS).sends(nothing),
        on(
            "return_hand_over_item",
            &["home", "provided hand-over item"],
            &[Laureate],
        )
        .sends(because),
        on("waive_hand_over_item", &["home", "hand-over item"], COORDINATORS).sends(because),
        on(
            "reopen_hand_over_item",
            &["home", "verified hand-over item"],
            COORDINATORS,
        )
        .sends(because),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Hand-overs").await;
}
