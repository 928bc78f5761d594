//! Readiness: read by those who read the work, waived by coordinators, decided by whoever has authority over the hand-over;
//! the nursery for everybody who sees a project of it.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

/// Coordinators whose organisation has authority over the hand-over: of A the one that decides on no technical track.
const JUDGES: Who = &[Coordinator, Elsewhere];

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("get_readiness", Project, &["home"], READERS),
        Row::of("list_waivers", Project, &["home"], READERS),
        Row::of("get_waiver", Project, &["home", "waiver"], READERS),
        Row::of("create_waiver", Project, &["home"], COORDINATORS)
            .sends(|_| json!({"gate": "team", "motive": "Recrutement en cours.", "until": "2019-06-03"})),
        Row::of("revoke_waiver", Project, &["home", "waiver"], COORDINATORS)
            .sends(|_| json!({"motive": "La fonction est tenue."})),
        Row::of("list_verdicts", Project, &["home"], READERS),
        Row::of("list_programme_verdicts", Programme, &["programme"], READERS),
        Row::of("get_verdict", Project, &["home", "verdict"], READERS),
        Row::of("create_verdict", Project, &["home"], JUDGES)
            .sends(|_| json!({"verdict": "not_ready", "motive": "Le prototype n'a pas été essayé."})),
        Row::of("list_nursery", Programme, &["programme"], VIEWERS),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Readiness, verdicts and the nursery").await;
}
