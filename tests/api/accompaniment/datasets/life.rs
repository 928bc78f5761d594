//! The access to a dataset: every move in every state, its days, deletion, what the history says.

use serde_json::{Value, json};

use super::{added, faults};
use crate::accompaniment::lives::LifeTable;
use crate::support::World;

/// The access is a life, told in `access`.
const LIFE: LifeTable = LifeTable {
    entity: "dataset",
    field: "access",
    states: &[
        ("not_requested", "Non demandé", "Not requested"),
        ("requested", "Demandé", "Requested"),
        ("granted", "Accordé", "Granted"),
        ("blocked", "Bloqué", "Blocked"),
        ("open", "Ouvert", "Open"),
    ],
    verbs: &[
        ("request", "requested"),
        ("grant", "granted"),
        ("block", "blocked"),
        ("open", "opened"),
    ],
    steps: &[
        ("not_requested", "request", "requested"),
        ("blocked", "request", "requested"),
        ("not_requested", "grant", "granted"),
        ("requested", "grant", "granted"),
        ("blocked", "grant", "granted"),
        ("not_requested", "block", "blocked"),
        ("requested", "block", "blocked"),
        ("granted", "block", "blocked"),
        ("open", "block", "blocked"),
        ("not_requested", "open", "open"),
        ("requested", "open", "open"),
        ("granted", "open", "open"),
        ("blocked", "open", "open"),
    ],
    body_of,
};
/// Each verb and the field of its day.
const VERBS: [(&str, &str); 4] = [
    ("request", "requested_on"),
    ("grant", "granted_on"),
    ("block", "blocked_on"),
    ("open", "opened_on"),
];

const HISTORY: &str = "/v1/projects/AMI-T-ASN/history";

fn body_of(verb: &str) -> Value {
    match verb {
        "block" => json!({"motive": "Décision du producteur."}),
        _ => json!({}),
    }
}

/// The days of the moves, in the order of [`VERBS`].
fn days(dataset: &Value) -> [Value; 4] {
    VERBS.map(|(.., field)| dataset[field].clone())
}

#[actix_web::test]
async fn every_verb_in_every_state_leads_where_the_table_says_or_says_why_not() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let in_state = async |state: &str| {
        let dataset = added(who, json!({})).await;
        let there = |(from, _, to): &&(&str, _, &str)| (*from, *to) == ("not_requested", state);
        if let Some((_, verb, _)) = LIFE.steps.iter().find(there) {
            who.act(&dataset, verb, body_of(verb)).await.expect(200);
        }
        dataset
    };
    // Each move is dated, and leaves the days of the others.
    let dated = |verb: &str, before: &Value, after: &Value| {
        let (_, field) = VERBS.iter().find(|(by, _)| *by == verb).unwrap();
        let mut expected = before.clone();
        expected[*field] = json!("2019-03-04");
        assert_eq!(days(after), days(&expected), "{verb}");
        // What stands in the way is told as long as it does.
        let motive = if verb == "block" {
            json!("Décision du producteur.")
        } else {
            Value::Null
        };
        assert_eq!(after["block_motive"], motive, "{verb}");
    };
    LIFE.holds(&world, who, in_state, dated).await;
}

#[actix_web::test]
async fn a_move_has_its_day_which_is_neither_to_come_nor_before_the_last_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let dataset = added(who, json!({})).await;
    let shown = who.get(&dataset).await.expect(200);
    assert_eq!(days(&shown), [const { Value::Null }; 4]);
    for (verb, ..) in VERBS {
        let tomorrow = json!({"on": "2019-03-05", "motive": "Convention."});
        let refused = who.act(&dataset, verb, tomorrow).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/on", "date_in_future")]),
            "{verb}"
        );
    }
    let refused = who.act(&dataset, "block", json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "motive_required")])
    );
    let refused = who.act(&dataset, "block", json!({"on": "2019-03-05"})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "motive_required"), ("/on", "date_in_future")])
    );
    // Each move bounds the next one, of whatever kind.
    let moves = [
        ("request", "2018-12-10"),
        ("grant", "2019-01-20"),
        ("block", "2019-02-10"),
        ("request", "2019-02-12"),
        ("open", "2019-02-28"),
        ("block", "2019-03-04"),
    ];
    let mut last: Option<&str> = None;
    for (verb, on) in moves {
        if let Some(last) = last {
            let eve = last.parse::<chrono::NaiveDate>().unwrap().pred_opt().unwrap();
            let early = who
                .act(&dataset, verb, json!({"on": eve, "motive": "Convention."}))
                .await;
            assert_eq!(early.faults(422, "invalid_body"), faults(&[("/on", "date_before")]));
            assert_eq!(early.json()["errors"][0]["params"]["earliest"], last, "{verb}");
        }
        let moved = who
            .act(&dataset, verb, json!({"on": on, "motive": "Convention."}))
            .await;
        let field = VERBS.iter().find(|(by, ..)| *by == verb).unwrap().1;
        assert_eq!(moved.expect(200)[field], on, "{verb}");
        last = Some(on);
    }
    // The same day is not before it.
    let granted = who
        .act(&dataset, "grant", json!({"on": "2019-03-04"}))
        .await
        .expect(200);
    assert_eq!(
        days(&granted),
        ["2019-02-12", "2019-03-04", "2019-03-04", "2019-02-28"].map(|day| json!(day))
    );
}

#[actix_web::test]
async fn what_was_granted_blocked_and_granted_again_keeps_the_last_days_and_the_history_all_of_them() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let dataset = added(who, json!({})).await;
    let moves = [
        ("grant", "2019-01-20", "Convention signée."),
        ("block", "2019-02-10", "Le producteur a suspendu les envois."),
        ("grant", "2019-02-28", "Avenant signé."),
    ];
    for (verb, on, motive) in moves {
        let body = json!({"on": on, "motive": motive});
        who.act(&dataset, verb, body).await.expect(200);
    }
    let shown = who.get(&dataset).await.expect(200);
    assert_eq!(
        (&shown["access"], &shown["reachable"]),
        (&json!("granted"), &json!(true))
    );
    assert_eq!(
        days(&shown),
        [Value::Null, json!("2019-02-28"), json!("2019-02-10"), Value::Null]
    );
    let page = world
        .coordinator
        .get(&format!("{HISTORY}?entity=dataset"))
        .await
        .expect(200);
    let told: Vec<_> = page["items"].as_array().unwrap()[..3]
        .iter()
        .map(|entry| {
            let (action, after) = (&entry["action"]["code"], &entry["after"]);
            [action, &after["granted_on"], &after["blocked_on"], &after["motive"]].map(Clone::clone)
        })
        .collect();
    assert_eq!(
        told,
        [
            ["granted", "2019-02-28", "2019-02-10", "Avenant signé."].map(|it| json!(it)),
            [
                "blocked",
                "2019-01-20",
                "2019-02-10",
                "Le producteur a suspendu les envois."
            ]
            .map(|it| json!(it)),
            [
                json!("granted"),
                json!("2019-01-20"),
                Value::Null,
                json!("Convention signée.")
            ],
        ]
    );
}

#[actix_web::test]
async fn one_that_was_never_moved_is_deleted() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let mistake = added(&who, json!({})).await;
    who.patch(&mistake, json!({"name": "Autres lettres"})).await.expect(200);
    world
        .asn_laureate
        .delete(&mistake)
        .await
        .refused(428, "precondition_required");
    assert_eq!(who.delete(&mistake).await.status, 204);
    who.get(&mistake).await.refused(404, "not_found");
    for (verb, ..) in VERBS {
        let used = added(&who, json!({})).await;
        who.act(&used, verb, body_of(verb)).await.expect(200);
        let kept = who.delete(&used).await;
        assert_eq!(kept.faults(409, "conflict"), faults(&[("", "in_use")]), "{verb}");
        who.get(&used).await.expect(200);
    }
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let dataset = added(who, json!({"volume": {"count": 20_000, "unit": "lettres"}})).await;
    let edit = json!({
        "name": "Lettres annotées", "existence": "partial", "personal_data": true, "dpia": "to_do",
        "annotation": {"wanted": 1_600, "done": 0, "unit": "lettres"},
        "holder": {"organisation": world.asn, "name": null},
    });
    who.with("If-Match", "*").patch(&dataset, edit).await.expect(200);
    for (verb, on) in [
        ("request", "2018-12-10"),
        ("grant", "2019-01-20"),
        ("block", "2019-02-10"),
        ("grant", "2019-02-28"),
        ("open", "2019-03-01"),
    ] {
        let body = json!({"on": on, "motive": "Convention."});
        who.act(&dataset, verb, body).await.expect(200);
    }
    let page = world
        .coordinator
        .get(&format!("{HISTORY}?entity=dataset"))
        .await
        .expect(200);
    let told: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["sentence"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        [
            "Experte Alpha — Ouverture : jeu de données Lettres annotées (le 2019-03-01).",
            "Experte Alpha — Accord : jeu de données Lettres annotées (le 2019-01-20 → 2019-02-28).",
            "Experte Alpha — Blocage : jeu de données Lettres annotées (le 2019-02-10).",
            "Experte Alpha — Accord : jeu de données Lettres annotées (le 2019-01-20).",
            "Experte Alpha — Demande : jeu de données Lettres annotées (le 2018-12-10).",
            "Experte Alpha — Modification : jeu de données Lettres annotées (nom, existence, données personnelles, \
             analyse d'impact, annotation, détenteur).",
            "Experte Alpha — Création : jeu de données Lettres de suites.",
        ]
    );
}
