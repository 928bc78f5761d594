//! How a project fares and what its people can do: status reports and skill assessments.

use serde_json::{Value, json};

use super::*;
use crate::access::place::Place::{Programme, Project};

/// Those who are told of another organisation's report once it is published.
const UNTOLD: Who = &[OtherTrack, InGrace, PastGrace, Observer];

pub fn rows() -> Vec<Row> {
    [status_reports(), skills()].concat()
}

fn status_reports() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let edit = |_: &_| json!({"next": "Premier essai avec des agents."});
    vec![
        Row::of("list_status_reports", Project, &["home"], VIEWERS),
        Row::of("list_programme_status_reports", Programme, &["programme"], VIEWERS),
        Row::of("get_status_report", Project, &["home", "report"], READERS)
            .case("of another organisation, a draft")
            .hidden_from(UNTOLD),
        Row::of("get_status_report", Project, &["home", "endorsed report"], READERS)
            .case("of another organisation, endorsed")
            .hidden_from(UNTOLD),
        Row::of("get_status_report", Project, &["home", "published report"], VIEWERS).case("published"),
        Row::of("get_status_report", Project, &["home", "health"], READERS)
            .case("of one line")
            .hidden_from(&[Observer]),
        Row::of("create_status_report", Project, &["home"], REPORTERS).sends(|_| {
            json!({"from": "2019-02-01", "until": "2019-03-05", "health": {"overall": "sunny"}, "done": "Lettres annotées.",
                "next": "Premier modèle."})
        }),
        Row::of("update_status_report", Project, &["home", "own report"], REPORTERS)
            .personal()
            .hidden_from(&[Observer])
            .sends(edit),
        Row::of("update_status_report", Project, &["home", "colleague's report"], NOBODY)
            .case("of another account")
            .hidden_from(UNTOLD)
            .sends(edit),
        Row::of("delete_status_report", Project, &["home", "own report"], REPORTERS)
            .personal()
            .hidden_from(&[Observer]),
        Row::of("delete_status_report", Project, &["home", "colleague's report"], NOBODY)
            .case("of another account")
            .hidden_from(UNTOLD),
        Row::of("endorse_status_report", Project, &["home", "colleague's report"], &[Provider])
            .hidden_from(UNTOLD)
            .sends(nothing),
        Row::of("publish_status_report", Project, &["home", "endorsed report"], COORDINATORS)
            .hidden_from(UNTOLD)
            .sends(nothing),
    ]
}

/// One of each moment, so each is written in a project of its own.
fn skills() -> Vec<Row> {
    vec![
        Row::of("list_skill_assessments", Project, &["home"], READERS),
        Row::of("get_skill_assessment", Project, &["project", "assessment"], READERS),
        Row::of("create_skill_assessment", Project, &["project"], LEADERS).sends(|_| assessment()),
        Row::of("create_skill_assessment", Project, &["project"], LEADERS)
            .case("a correction")
            .with(&["assessment"])
            .sends(|stage| {
                let mut body = assessment();
                body["corrects"] = stage.json("assessment");
                body
            }),
        Row::of("get_skills", Project, &["home"], READERS),
    ]
}

fn assessment() -> Value {
    json!({"moment": "start", "on": "2019-01-10", "levels": [{"domain": "Évaluer un modèle", "counts": [4, 3, 1, 0, 0]}]})
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Status reports and skills").await;
}
