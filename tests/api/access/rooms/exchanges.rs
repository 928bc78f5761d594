//! Exchanges: planned by coordinators, read by whoever has a part in the programme, who signs up for their own organisation;
//! what committees decide is the coordinators'.

use serde_json::json;

use super::*;
use crate::access::place::Place::Programme;

/// Those who see an exchange and not who else comes.
const OTHERS: Who = &[Laureate, Provider, OtherTrack, InGrace, PastGrace, Juror, Observer];

pub fn rows() -> Vec<Row> {
    [exchanges(), sign_ups(), decisions()].concat()
}

/// Each is of the very day, so it can be held.
fn exchanges() -> Vec<Row> {
    let on = |operation, may| Row::of(operation, Programme, &["programme", "exchange"], may);
    vec![
        Row::of("list_exchanges", Programme, &["programme"], MEMBERS).with(&["exchange", "held exchange"]),
        on("get_exchange", MEMBERS).case("planned"),
        Row::of("get_exchange", Programme, &["programme", "held exchange"], MEMBERS).case("held"),
        Row::of("create_exchange", Programme, &["programme"], COORDINATORS).sends(|_| {
            json!({"kind": "workshop", "title": "Atelier des lauréats", "starts_at": "2019-06-27T14:00:00+02:00",
                "ends_at": "2019-06-27T17:00:00+02:00", "places": 40})
        }),
        on("update_exchange", COORDINATORS).sends(|_| json!({"place": "Salle 3", "places": 60})),
        on("delete_exchange", COORDINATORS),
        on("hold_exchange", COORDINATORS).sends(
            |stage| json!({"attendance": [{"organisation": stage.json("guest"), "people": 12}], "outcomes": "Une suite en mai."}),
        ),
        on("cancel_exchange", COORDINATORS).sends(|_| json!({"motive": "Salle indisponible."})),
    ]
}

/// For their own organisation everybody; for another's coordinators alone.
fn sign_ups() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let own = |operation| Row::of(operation, Programme, &["programme", "exchange", "own sign-up"], MEMBERS).personal();
    let anothers = |operation| {
        Row::of(
            operation,
            Programme,
            &["programme", "exchange", "another's sign-up"],
            COORDINATORS,
        )
        .hidden_from(OTHERS)
    };
    vec![
        Row::of("list_sign_ups", Programme, &["programme", "exchange"], MEMBERS)
            .with(&["own sign-up", "another's sign-up"]),
        own("get_sign_up").case("of the caller's organisation"),
        anothers("get_sign_up").case("of another organisation"),
        Row::of("create_sign_up", Programme, &["programme", "exchange"], MEMBERS)
            .case("of the caller's organisation")
            .sends(|_| json!({"people": 2})),
        Row::of("create_sign_up", Programme, &["programme", "exchange"], COORDINATORS)
            .case("of another organisation")
            .sends(|stage| json!({"organisation": stage.json("guest")})),
        own("cancel_sign_up")
            .case("of the caller's organisation")
            .sends(nothing),
        anothers("cancel_sign_up")
            .case("of another organisation")
            .sends(nothing),
    ]
}

fn decisions() -> Vec<Row> {
    let on = |operation| {
        Row::of(
            operation,
            Programme,
            &["programme", "committee", "committee decision"],
            COORDINATORS,
        )
    };
    vec![
        Row::of(
            "list_exchange_decisions",
            Programme,
            &["programme", "committee"],
            COORDINATORS,
        )
        .with(&["committee decision"]),
        Row::of(
            "create_committee_decision",
            Programme,
            &["programme", "committee"],
            COORDINATORS,
        )
        .sends(|_| json!({"text": "Prolonger l'annotation d'un mois.", "due_on": "2019-06-03"})),
        on("get_committee_decision"),
        on("update_committee_decision").sends(|_| json!({"due_on": "2019-06-17"})),
        on("settle_committee_decision").sends(|_| json!({})),
        Row::of("list_programme_decisions", Programme, &["programme"], COORDINATORS).with(&["committee decision"]),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Exchanges").await;
}
