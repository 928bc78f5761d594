//! Topics: for those who work on the project; those that are retained for everybody who sees it.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_topics", Project, &["home"], VIEWERS),
        Row::of("list_programme_topics", Programme, &["programme"], VIEWERS),
        Row::of("get_topic", Project, &["home", "topic"], READERS)
            .case("open")
            .hidden_from(&[Observer]),
        Row::of("get_topic", Project, &["home", "retained topic"], VIEWERS).case("retained"),
        Row::of("create_topic", Project, &["home"], REPORTERS).sends(
            |_| json!({"title": "Lettres d'autres domaines", "benefit": "Une recherche commune.", "maturity": "idea"}),
        ),
        Row::of("update_topic", Project, &["home", "topic"], REPORTERS)
            .hidden_from(&[Observer])
            .sends(|_| json!({"maturity": "studied"})),
        Row::of("delete_topic", Project, &["home", "topic"], REPORTERS).hidden_from(&[Observer]),
        Row::of("retain_topic", Project, &["home", "topic"], REPORTERS)
            .hidden_from(&[Observer])
            .sends(|_| json!({})),
        Row::of("set_aside_topic", Project, &["home", "topic"], REPORTERS)
            .hidden_from(&[Observer])
            .sends(|_| json!({"motive": "Hors du périmètre."})),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Topics").await;
}
