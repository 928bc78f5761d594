//! The call: grids, which whoever has a part in the programme reads; applications, which coordinators lead to laureates and
//! jurors read where they judge, with what they were handed in with; what was done to them and the ranking, which are the
//! coordinators'.

use serde_json::json;

use super::*;
use crate::access::place::Place::Programme;

pub fn rows() -> Vec<Row> {
    [grids(), applications(), verbs(), evidence(), history(), ranking()].concat()
}

fn grids() -> Vec<Row> {
    let on = |operation, may| Row::of(operation, Programme, &["programme", "grid"], may);
    vec![
        Row::of("list_grids", Programme, &["programme"], MEMBERS).with(&["grid", "open evaluation"]),
        on("get_grid", MEMBERS).case("not cited"),
        Row::of("get_grid", Programme, &["programme", "cited grid"], MEMBERS)
            .with(&["open evaluation"])
            .case("cited"),
        Row::of("create_grid", Programme, &["programme"], COORDINATORS).sends(|_| {
            json!({"stage": "selection", "scale": {"min": 0, "max": 5}, "criteria": [
                {"code": "benefits", "label": {"fr": "Bénéfices", "en": "Benefits"}, "weight": 1},
                {"code": "ethics", "label": {"fr": "Éthique", "en": "Ethics"}, "weight": 0.5},
            ]})
        }),
        on("update_grid", COORDINATORS).sends(|_| json!({"scale": {"min": 0, "max": 10}})),
        on("delete_grid", COORDINATORS),
    ]
}

fn applications() -> Vec<Row> {
    vec![
        Row::of("list_applications", Programme, &["programme"], JURY).with(&["open evaluation"]),
        Row::of("create_application", Programme, &["programme"], COORDINATORS).sends(|stage| {
            json!({"organisation": stage.json("laureate"), "title": "Classer les lettres de suite",
                "submitted_at": "2018-09-14T22:59:00+02:00", "reference": format!("DS-{}", stage.number)})
        }),
        Row::of("create_applications", Programme, &["programme"], COORDINATORS)
            .sends(|stage| {
                json!({"applications": [{"key": format!("dossier-{}", stage.number), "organisation": stage.json("laureate"),
                    "title": "Classer les lettres de suite", "submitted_at": "2018-09-14T22:59:00+02:00"}]})
            })
            .line(),
        judged("get_application", &["application"], JURY).case("that the juror judges"),
        unjudged("get_application", &["application"])
            .with(&["another's evaluation"])
            .case("that others judge"),
        judged("update_application", &["application"], COORDINATORS).sends(|_| json!({"summary": "Pour l'inspection."})),
        // One that somebody judges is not deleted any more.
        unjudged("delete_application", &["application"]),
    ]
}

/// Each by coordinators, on an application that the juror reads.
fn verbs() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let because = |_: &_| json!({"motive": "Décision du comité de sélection."});
    let on = |operation, application| judged(operation, application, COORDINATORS);
    vec![
        on("admit_application", &["application"]).sends(nothing),
        on("dismiss_application", &["application"]).sends(because),
        on("shortlist_application", &["admissible application"]).sends(nothing),
        on("reserve_application", &["admissible application"]).sends(|stage| json!({"rank": stage.number})),
        // The juror is not done: that takes a motive.
        on("select_application", &["admissible application"]).sends(because),
        on("refuse_application", &["application"]).sends(because),
        on("withdraw_application", &["application"]).sends(because),
        on("reopen_application", &["refused application"]).sends(because),
    ]
}

/// What an application is handed in with; one piece of it stands with the evidence of milestones.
fn evidence() -> Vec<Row> {
    let on = |operation| judged(operation, &["application"], COORDINATORS);
    vec![
        judged("list_application_evidence", &["application"], JURY)
            .with(&["open evaluation", "application link", "application file"])
            .case("that the juror judges"),
        unjudged("list_application_evidence", &["application"])
            .with(&["another's evaluation", "application link"])
            .case("that others judge"),
        on("create_application_evidence")
            .sends(|_| json!({"type": "application_file", "title": "Dossier", "url": "https://example.test/dossier"})),
        on("create_application_evidence_file").sends(|_| json!({"type": "application_file", "title": "Dossier"})),
    ]
}

/// What was done to an application, which names jurors and tells what they wrote.
fn history() -> Vec<Row> {
    vec![
        judged("list_application_history", &["application"], COORDINATORS).case("that the juror judges"),
        unjudged("list_application_history", &["application"])
            .with(&["another's evaluation"])
            .case("that others judge"),
    ]
}

fn ranking() -> Vec<Row> {
    vec![
        Row::of("get_ranking", Programme, &["programme"], COORDINATORS)
            .asks("stage=selection")
            .with(&["submitted evaluation", "another's recusal"]),
    ]
}

/// On an application that the juror of programme A evaluates.
fn judged(operation: &'static str, application: &'static [&'static str], may: Who) -> Row {
    Row::of(operation, Programme, application, may)
        .with(&["open evaluation"])
        .hidden_from(OUTSIDE_THE_JURY)
}

/// On one that it does not.
fn unjudged(operation: &'static str, application: &'static [&'static str]) -> Row {
    Row::of(operation, Programme, application, COORDINATORS).hidden_from(BUT_COORDINATORS)
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("The call: grids, applications, ranking").await;
}
