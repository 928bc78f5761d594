//! What a trial measures: names of their own, numbers, a list that is replaced as a whole.

use serde_json::{Value, json};

use super::{TRIALS, faults, measure, planned, prototype, trial};
use crate::support::World;

#[actix_web::test]
async fn a_measure_is_shown_with_all_that_can_be_said_of_it() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let least = json!({"name": "Erreurs", "unit": "par lettre", "direction": "lower"});
    let most = json!({"name": "Lettres trouvées", "unit": "%", "direction": "higher", "baseline": -0.25,
        "target": 87.5, "observed": 90.75});
    let path = planned(&who, json!({"measures": [least, most]})).await;
    let shown = json!([
        {"name": "Erreurs", "unit": "par lettre", "direction": "lower", "baseline": null, "target": null,
            "observed": null, "not_observed": null},
        {"name": "Lettres trouvées", "unit": "%", "direction": "higher", "baseline": -0.25, "target": 87.5,
            "observed": 90.75, "not_observed": null},
    ]);
    assert_eq!(who.get(&path).await.expect(200)["measures"], shown);
    // Another edit leaves them, and one of them is replaced as a whole, in the order that was sent.
    let edited = who.patch(&path, json!({"participants": 3})).await.expect(200);
    assert_eq!(edited["measures"], shown);
    let other =
        json!([measure("Délai", json!({"target": 2.5})), {"name": "Erreurs", "unit": "%", "direction": "lower"}]);
    let edited = who.patch(&path, json!({"measures": other})).await.expect(200);
    let expected = json!([
        {"name": "Délai", "unit": "%", "direction": "higher", "baseline": null, "target": 2.5, "observed": null,
            "not_observed": null},
        {"name": "Erreurs", "unit": "%", "direction": "lower", "baseline": null, "target": null, "observed": null,
            "not_observed": null},
    ]);
    assert_eq!(edited["measures"], expected);
    // What was shown can be sent again; why one is not observed can be said before the end.
    let edited = who.patch(&path, json!({"measures": expected})).await.expect(200);
    assert_eq!(edited["measures"], expected);
    let why = measure("Délai", json!({"not_observed": "Chronomètre en panne."}));
    let edited = who.patch(&path, json!({"measures": [why]})).await.expect(200);
    assert_eq!(edited["measures"][0]["not_observed"], "Chronomètre en panne.");
    let edited = who.patch(&path, json!({"measures": []})).await.expect(200);
    assert_eq!(edited["measures"], json!([]));
    let none = planned(&who, json!({})).await;
    assert_eq!(who.get(&none).await.expect(200)["measures"], json!([]));
}

/// Measures, the fault's pointer and its code.
fn misshapen() -> Vec<(Value, &'static str, &'static str)> {
    let without = |field: &str| {
        let mut measure = measure("Délai", json!({}));
        measure.as_object_mut().unwrap().remove(field);
        json!([measure])
    };
    let with = |more: Value| json!([measure("Erreurs", json!({})), measure("Délai", more)]);
    vec![
        (without("name"), "/measures/0/name", "missing_field"),
        (without("unit"), "/measures/0/unit", "missing_field"),
        (without("direction"), "/measures/0/direction", "missing_field"),
        (with(json!({"name": " "})), "/measures/1/name", "too_short"),
        (with(json!({"name": "é".repeat(301)})), "/measures/1/name", "too_long"),
        (with(json!({"name": "a\nb"})), "/measures/1/name", "control_character"),
        (with(json!({"unit": ""})), "/measures/1/unit", "too_short"),
        (with(json!({"unit": "é".repeat(61)})), "/measures/1/unit", "too_long"),
        (with(json!({"unit": "a\nb"})), "/measures/1/unit", "control_character"),
        (
            with(json!({"direction": "best"})),
            "/measures/1/direction",
            "unknown_value",
        ),
        (with(json!({"baseline": "12"})), "/measures/1/baseline", "wrong_type"),
        (with(json!({"target": [1]})), "/measures/1/target", "wrong_type"),
        (with(json!({"observed": true})), "/measures/1/observed", "wrong_type"),
        (
            with(json!({"not_observed": " "})),
            "/measures/1/not_observed",
            "too_short",
        ),
        (
            with(json!({"observed": 1.5, "not_observed": "Panne."})),
            "/measures/1",
            "one_of_two",
        ),
        (json!({"name": "Délai"}), "/measures", "wrong_type"),
        (with(json!({"name": "Erreurs"})), "/measures/1/name", "duplicate"),
    ]
}

#[actix_web::test]
async fn one_of_another_shape_or_named_twice_is_refused_where_it_stands() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = planned(&who, json!({"measures": [measure("Délai", json!({}))]})).await;
    let before = who.get(&path).await.expect(200);
    let version = before["prototype"]["id"].as_str().unwrap();
    for (measures, at, code) in misshapen() {
        let expected = faults(&[(at, code)]);
        let wrong = json!({"measures": measures});
        let refused = who.post(TRIALS, trial(version, wrong.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&path, wrong.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    // Each that stands a second time, and a third.
    let names = ["A", "B", "A", "C", "B", "A"].map(|name| measure(name, json!({})));
    let refused = who.patch(&path, json!({"measures": names})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/measures/2/name", "duplicate"),
            ("/measures/4/name", "duplicate"),
            ("/measures/5/name", "duplicate"),
        ])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn there_are_fifty_at_most() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let measures = |count: usize| {
        let each = (0..count).map(|place| measure(&format!("Mesure {place}"), json!({})));
        json!({"measures": each.collect::<Vec<_>>()})
    };
    let path = planned(&who, measures(50)).await;
    let before = who.get(&path).await.expect(200);
    assert_eq!(before["measures"].as_array().unwrap().len(), 50);
    assert_eq!(before["measures"][49]["name"], "Mesure 49");
    let version = prototype(&who, "functional").await;
    let expected = faults(&[("/measures", "too_long")]);
    let refused = who.post(TRIALS, trial(&version, measures(51))).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    assert_eq!(refused.json()["errors"][0]["params"]["max"], 50);
    let refused = who.patch(&path, measures(51)).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    assert_eq!(who.get(&path).await.expect(200), before);
}
