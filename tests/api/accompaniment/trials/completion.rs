//! A trial is completed with who took part, what was measured or why it was not, and a verdict.

use serde_json::{Value, json};

use super::{faults, led_to, measure};
use crate::support::World;

/// Three measures, the last of which was observed on the way.
fn three() -> Value {
    json!({"measures": [
        measure("Délai", json!({"target": 2.5})),
        measure("Trouvées", json!({})),
        measure("Erreurs", json!({"observed": 0.5})),
    ]})
}

/// What came of each measure: observed, and why not.
fn came(trial: &Value) -> Vec<(Value, Value)> {
    let measures = trial["measures"].as_array().unwrap().iter();
    measures
        .map(|measure| (measure["observed"].clone(), measure["not_observed"].clone()))
        .collect()
}

#[actix_web::test]
async fn each_measure_is_observed_or_it_is_said_why_not() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let trial = led_to(who, "running", three()).await;
    let before = who.get(&trial).await.expect(200);
    let complete = async |measures: Value| {
        let body = json!({"participants": 12, "verdict": "mixed", "measures": measures});
        who.act(&trial, "complete", body).await
    };
    let observed = json!({"name": "Trouvées", "observed": 81.5});
    let unsaid = faults(&[("/measures", "measure_unsaid")]);
    for (measures, names) in [
        (json!([]), &["Délai", "Trouvées"][..]),
        (json!([observed]), &["Délai"]),
        (
            json!([{"name": "Délai", "not_observed": "Chronomètre en panne."}]),
            &["Trouvées"],
        ),
        (json!([{"name": "Erreurs", "observed": 0.75}]), &["Délai", "Trouvées"]),
    ] {
        let refused = complete(measures.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), unsaid, "{measures}");
        let error = &refused.json()["errors"][0];
        assert_eq!(error["params"]["measures"], json!(names), "{measures}");
        for name in names {
            assert!(error["message"].as_str().unwrap().contains(name), "{error}");
        }
    }
    let refused = who
        .act(&trial, "complete", json!({"participants": 12, "verdict": "mixed"}))
        .await;
    assert_eq!(refused.faults(422, "invalid_body"), unsaid, "as if none were sent");
    assert_eq!(who.get(&trial).await.expect(200), before);
    let said = json!([observed, {"name": "Délai", "not_observed": "Chronomètre en panne."}]);
    let done = complete(said).await.expect(200);
    assert_eq!(
        (&done["state"], &done["participants"], &done["verdict"]),
        (&json!("completed"), &json!(12), &json!("mixed"))
    );
    let expected = [
        (Value::Null, json!("Chronomètre en panne.")),
        (json!(81.5), Value::Null),
        (json!(0.5), Value::Null),
    ];
    assert_eq!(came(&done), expected, "in the order of the trial");
    assert_eq!(done["measures"][0]["target"], 2.5, "what was said before stays");
    assert_eq!(who.get(&trial).await.expect(200), done);
    // What was observed on the way is observed anew.
    let trial = led_to(who, "running", three()).await;
    let body = json!({"participants": 3, "verdict": "inconclusive", "measures": [
        {"name": "Délai", "observed": -1.5}, observed, {"name": "Erreurs", "observed": 0.75}]});
    let done = who.act(&trial, "complete", body).await.expect(200);
    let observed: Vec<_> = came(&done).into_iter().map(|(observed, _)| observed).collect();
    assert_eq!(observed, [json!(-1.5), json!(81.5), json!(0.75)]);
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let trial = led_to(who, "running", three()).await;
    let before = who.get(&trial).await.expect(200);
    let both = json!({"name": "Délai", "observed": 2.25, "not_observed": "Chronomètre en panne."});
    let body = json!({"participants": 12, "verdict": "mixed", "measures": [
        {"name": "Vitesse", "observed": 1.5}, both, {"name": "Coût", "observed": 1.5}, {"name": "Erreurs"}]});
    let refused = who.act(&trial, "complete", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/measures", "measure_unsaid"),
            ("/measures/0/name", "unknown_reference"),
            ("/measures/1", "one_of_two"),
            ("/measures/2/name", "unknown_reference"),
            ("/measures/3", "one_of_two"),
        ])
    );
    // So are the faults of what has another shape.
    let body = json!({"participants": -1, "verdict": "good", "until": "2019-03-04", "measures": [
        {"observed": 1.5}, {"name": "Délai", "observed": "2"}, {"name": "Trouvées", "not_observed": "  "}]});
    let refused = who.act(&trial, "complete", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/measures/0/name", "missing_field"),
            ("/measures/1/observed", "wrong_type"),
            ("/measures/2/not_observed", "too_short"),
            ("/participants", "out_of_range"),
            ("/until", "unknown_field"),
            ("/verdict", "unknown_value"),
        ])
    );
    let refused = who.act(&trial, "complete", json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/participants", "missing_field"), ("/verdict", "missing_field")])
    );
    assert_eq!(who.get(&trial).await.expect(200), before);
}

#[actix_web::test]
async fn who_took_part_is_told_at_the_end_and_any_verdict_can_be_given() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    for (verdict, participants) in [("conclusive", 41), ("mixed", 1), ("inconclusive", 0)] {
        // However many were expected.
        let trial = led_to(who, "running", json!({"participants": 20})).await;
        let body = json!({"verdict": verdict, "participants": participants});
        let done = who.act(&trial, "complete", body).await.expect(200);
        assert_eq!(
            (&done["verdict"], &done["participants"]),
            (&json!(verdict), &json!(participants))
        );
    }
}

#[actix_web::test]
async fn one_without_an_end_that_has_come_ends_today() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    for (until, ends) in [
        (None, "2019-03-05"),
        (Some("2019-06-01"), "2019-03-05"),
        (Some("2019-03-06"), "2019-03-05"),
        (Some("2019-03-05"), "2019-03-05"),
        (Some("2019-03-04"), "2019-03-04"),
        (Some("2019-02-20"), "2019-02-20"),
    ] {
        let trial = led_to(who, "running", json!({"until": until})).await;
        let before = who.get(&trial).await.expect(200);
        assert_eq!(before["until"], json!(until), "to begin says nothing of the end");
        let body = super::body_of("complete");
        let done = who.act(&trial, "complete", body).await.expect(200);
        assert_eq!(
            (&done["until"], &done["from"]),
            (&json!(ends), &json!("2019-02-18")),
            "{until:?}"
        );
    }
    // What is cancelled keeps the days for which it was planned.
    let trial = led_to(who, "running", json!({"until": "2019-06-01"})).await;
    let done = who.act(&trial, "cancel", json!({})).await.expect(200);
    assert_eq!(done["until"], "2019-06-01");
}

#[actix_web::test]
async fn an_outcome_is_told_once_for_each_measure() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let measures = json!({"measures": [measure("Délai", json!({})), measure("Trouvées", json!({}))]});
    let trial = led_to(who, "running", measures).await;
    let body = json!({"participants": 3, "verdict": "mixed", "measures": [
        {"name": "Délai", "observed": 1}, {"name": "Délai", "observed": 2}, {"name": "Trouvées", "observed": 3},
    ]});
    let refused = who.act(&trial, "complete", body).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/measures/1/name", "duplicate")])
    );
    // Of those that one redaction made alike, each is told in its place.
    let id = trial.rsplit('/').next().unwrap();
    let body = json!({"entity": "trial", "id": id, "field": "measures", "motive": "Noms de personnes."});
    world.coordinator.post("/v1/redactions", body).await.expect(201);
    let name = who.get(&trial).await.expect(200)["measures"][0]["name"].clone();
    let body = json!({"participants": 3, "verdict": "mixed", "measures": [
        {"name": name, "observed": 1}, {"name": name, "observed": 2},
    ]});
    let done = who.act(&trial, "complete", body).await.expect(200);
    assert_eq!(
        (&done["measures"][0]["observed"], &done["measures"][1]["observed"]),
        (&json!(1.0), &json!(2.0))
    );
}
