//! What a programme asks for at the end of its projects: what is handed over, and which gates it does without or only shows.

use serde_json::{Value, json};

use super::second_call;
use crate::support::World;

const PATH: &str = "/v1/programmes/AMI-T";
const SETTINGS: [&str; 3] = ["hand_over_items", "gates_off", "gates_advisory"];

/// What is handed over where a programme says nothing, in this order.
const TWELVE: [&str; 12] = [
    "source_code",
    "model",
    "data_documentation",
    "evaluation_report",
    "architecture",
    "operations_guide",
    "licence_and_rights",
    "dpia",
    "security_plan",
    "cost_estimate",
    "algorithm_notice",
    "training_material",
];
const GATES: [&str; 8] = [
    "prototype",
    "milestones",
    "data",
    "ethics",
    "hand_over",
    "team",
    "orders",
    "roadmap",
];

/// The three settings of a programme.
fn settings(programme: &Value) -> [&Value; 3] {
    SETTINGS.map(|setting| {
        let shown = programme.get(setting);
        shown.unwrap_or_else(|| panic!("{setting} is shown: {programme}"))
    })
}

/// A second programme that says this besides.
fn call(world: &World, code: &str, more: &Value) -> Value {
    let mut body = second_call(world, &world.ditp.to_string());
    body["code"] = json!(code);
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn faults(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned()));
    owned.collect()
}

/// What is wrong with settings, and where.
fn wrong() -> Vec<(Value, Vec<(String, String)>)> {
    vec![
        (
            json!({"hand_over_items": ["dpia", "model", "dpia", "model", "dpia"]}),
            faults(&[
                ("/hand_over_items/2", "duplicate"),
                ("/hand_over_items/3", "duplicate"),
                ("/hand_over_items/4", "duplicate"),
            ]),
        ),
        (
            json!({"hand_over_items": ["dpia", "other", "dpia"]}),
            faults(&[
                ("/hand_over_items/1", "not_in_list"),
                ("/hand_over_items/2", "duplicate"),
            ]),
        ),
        (
            json!({"gates_off": ["team", "data", "team"], "gates_advisory": ["orders", "orders"]}),
            faults(&[("/gates_advisory/1", "duplicate"), ("/gates_off/2", "duplicate")]),
        ),
        (
            json!({"gates_off": ["team", "data"], "gates_advisory": ["orders", "data", "team"]}),
            faults(&[("/gates_advisory/1", "duplicate"), ("/gates_advisory/2", "duplicate")]),
        ),
        // With what else is wrong.
        (
            json!({"hand_over_items": ["other"], "gates_off": ["data"], "gates_advisory": ["data"], "tracks": []}),
            faults(&[
                ("/gates_advisory/0", "duplicate"),
                ("/hand_over_items/0", "not_in_list"),
                ("/tracks", "too_short"),
            ]),
        ),
        // The shape of what was sent is told first.
        (
            json!({"hand_over_items": ["code", "dpia", "dpia"], "gates_off": "team", "gates_advisory": ["data", "money", 3]}),
            faults(&[
                ("/gates_advisory/1", "unknown_value"),
                ("/gates_advisory/2", "wrong_type"),
                ("/gates_off", "wrong_type"),
                ("/hand_over_items/0", "unknown_value"),
            ]),
        ),
    ]
}

#[actix_web::test]
async fn a_programme_that_says_nothing_asks_for_all_of_it() {
    let world = World::new().await;
    let none = json!([]);
    let stood = world.coordinator.get(PATH).await.expect(200);
    assert_eq!(settings(&stood), [&json!(TWELVE), &none, &none]);
    let body = call(&world, "AMI-A", &json!({}));
    let made = world.coordinator.post("/v1/programmes", body).await.expect(201);
    assert_eq!(settings(&made), [&json!(TWELVE), &none, &none]);
    let read = world.coordinator.get("/v1/programmes/AMI-A").await;
    assert_eq!(read.expect(200), made);
}

#[actix_web::test]
async fn a_new_programme_says_what_it_asks_for() {
    let world = World::new().await;
    let mut reversed = TWELVE.to_vec();
    reversed.reverse();
    for (code, said) in [
        (
            "AMI-A",
            json!({"hand_over_items": ["dpia", "source_code"], "gates_off": ["team", "data"], "gates_advisory": ["orders"]}),
        ),
        (
            "AMI-B",
            json!({"hand_over_items": [], "gates_off": GATES, "gates_advisory": []}),
        ),
        (
            "AMI-C",
            json!({"hand_over_items": reversed, "gates_off": [], "gates_advisory": GATES}),
        ),
    ] {
        let made = world
            .coordinator
            .post("/v1/programmes", call(&world, code, &said))
            .await;
        let made = made.expect(201);
        assert_eq!(settings(&made), settings(&said), "{code}");
        let read = world.coordinator.get(&format!("/v1/programmes/{code}")).await;
        assert_eq!(read.expect(200), made);
    }
    let count = "select count(*) from programmes";
    let before = world.app.text(count).await;
    for (said, expected) in wrong() {
        let refused = world
            .coordinator
            .post("/v1/programmes", call(&world, "AMI-D", &said))
            .await;
        // A template without its tracks is another matter.
        let told = refused.faults(422, "invalid_body").into_iter();
        let told: Vec<_> = told.filter(|(at, _)| !at.starts_with("/template")).collect();
        assert_eq!(told, expected, "{said}");
    }
    assert_eq!(world.app.text(count).await, before);
}

#[actix_web::test]
async fn a_patch_replaces_each_whole_and_leaves_what_it_does_not_name() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let mut stands = json!({"hand_over_items": TWELVE, "gates_off": [], "gates_advisory": []});
    for edit in [
        json!({"hand_over_items": ["dpia", "source_code"]}),
        json!({"gates_off": ["team"], "gates_advisory": ["orders", "data"]}),
        json!({"gates_off": ["roadmap", "ethics"]}),
        json!({"title": "Autre titre"}),
        // What is off and what is advisory change places in one patch.
        json!({"gates_off": ["data"], "gates_advisory": ["ethics", "roadmap"]}),
        json!({"hand_over_items": []}),
        json!({"gates_off": [], "gates_advisory": []}),
        json!({"hand_over_items": TWELVE}),
    ] {
        let edited = who.patch(PATH, edit.clone()).await.expect(200);
        for setting in SETTINGS {
            if let Some(sent) = edit.get(setting) {
                stands[setting] = sent.clone();
            }
        }
        assert_eq!(settings(&edited), settings(&stands), "{edit}");
        assert_eq!(who.get(PATH).await.expect(200), edited);
    }
}

#[actix_web::test]
async fn a_patch_is_told_every_rule_it_breaks() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let stands = json!({"hand_over_items": ["model"], "gates_off": ["ethics"], "gates_advisory": ["roadmap"]});
    who.patch(PATH, stands.clone()).await.expect(200);
    let before = who.get(PATH).await.expect(200);
    for (edit, expected) in wrong() {
        let refused = who.patch(PATH, edit.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{edit}");
    }
    for setting in SETTINGS {
        let refused = who.patch(PATH, json!({setting: null})).await;
        let at = format!("/{setting}");
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    // One list that is sent is held against the other that stands.
    for (edit, at) in [
        (json!({"gates_advisory": ["data", "ethics"]}), "/gates_advisory/1"),
        (json!({"gates_off": ["data", "roadmap"]}), "/gates_advisory/0"),
    ] {
        let refused = who.patch(PATH, edit.clone()).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at, "duplicate")]),
            "{edit}"
        );
    }
    assert_eq!(who.get(PATH).await.expect(200), before);
    assert_eq!(settings(&before), settings(&stands));
}

#[actix_web::test]
async fn whoever_sees_the_programme_whole_is_shown_them_and_its_coordinators_write_them() {
    let world = World::new().await;
    let edit = json!({"hand_over_items": ["dpia"], "gates_off": ["team"], "gates_advisory": ["data"]});
    let coordinator = world.technical_coordinator.with("If-Match", "*");
    coordinator.patch(PATH, edit.clone()).await.expect(200);
    for reader in [
        &world.coordinator,
        &world.alpha_expert,
        &world.beta_expert,
        &world.asn_laureate,
        &world.observer,
    ] {
        let read = reader.get(PATH).await.expect(200);
        assert_eq!(settings(&read), settings(&edit));
        let listed = reader.get("/v1/programmes").await.expect(200);
        assert_eq!(settings(&listed["items"][0]), settings(&edit));
    }
    let named = world.administrator.get(PATH).await.expect(200);
    for setting in SETTINGS {
        assert!(named.get(setting).is_none(), "{named}");
    }
    for (client, status, code) in [
        (&world.alpha_expert, 403, "forbidden"),
        (&world.asn_laureate, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.administrator, 403, "forbidden"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        for setting in SETTINGS {
            who.patch(PATH, json!({setting: []})).await.refused(status, code);
        }
    }
    assert_eq!(settings(&coordinator.get(PATH).await.expect(200)), settings(&edit));
}
