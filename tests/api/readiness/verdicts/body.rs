//! What a verdict says, and that it is given once.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::verdict;
use crate::readiness::{ASN, GATES, READINESS, VERDICTS, faults, ruled, states};
use crate::support::World;

const MOTIVE: &str = "Le prototype n'a pas été essayé.";

#[actix_web::test]
async fn it_is_shown_whole_with_the_gates_as_they_stand() {
    let world = World::new().await;
    let who = &world.coordinator;
    let readiness = who.get(READINESS).await.expect(200);
    let made = who.post(VERDICTS, verdict("not_ready", MOTIVE)).await;
    let whole = made.expect(201);
    let fields: BTreeSet<&str> = whole.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "id",
        "project",
        "verdict",
        "motive",
        "gates",
        "satisfied",
        "missing",
        "waived",
        "superseded_by",
        "on",
        "created_at",
        "created_by",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    assert_eq!(
        (&whole["verdict"], &whole["motive"], &whole["superseded_by"]),
        (&json!("not_ready"), &json!(MOTIVE), &Value::Null)
    );
    assert_eq!(
        whole["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    assert_eq!(
        whole["created_by"],
        json!({"id": who.account(), "name": "Coordination DITP"})
    );
    for field in ["gates", "satisfied", "missing", "waived"] {
        assert_eq!(whole[field], readiness[field], "{field}");
    }
    let codes: Vec<_> = states(&whole).into_iter().map(|(gate, _)| gate).collect();
    assert_eq!(codes, GATES);
    // It is never changed, so its tag tells of no version.
    let path = format!("{VERDICTS}/{}", made.id());
    assert_eq!(
        made.header("Location"),
        format!("/v1/projects/{}/verdicts/{}", world.asn_project, made.id())
    );
    let read = world.alpha_expert.get(&path).await;
    assert_eq!(read.expect(200), whole);
    assert!(!read.etag().is_empty() && !read.etag().contains('.'), "{}", read.etag());
    for method in [reqwest::Method::PATCH, reqwest::Method::DELETE] {
        let refused = who.with("If-Match", "*").send(method, &path, Some(json!({}))).await;
        refused.refused(405, "method_not_allowed");
    }
}

#[actix_web::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let world = World::new().await;
    let who = &world.coordinator;
    let wrong = json!({"verdict": "nearly", "motive": " ", "gates": []});
    let refused = who.post(VERDICTS, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/gates", "unknown_field"),
            ("/motive", "too_short"),
            ("/verdict", "unknown_value")
        ])
    );
    let error = &refused.json()["errors"];
    let accepted = error
        .as_array()
        .unwrap()
        .iter()
        .find(|error| error["pointer"] == "/verdict");
    assert_eq!(
        accepted.unwrap()["params"]["accepted"],
        json!(["ready", "ready_with_reservations", "not_ready"])
    );
    let refused = who.post(VERDICTS, json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "missing_field"), ("/verdict", "missing_field")])
    );
    assert_eq!(who.get(VERDICTS).await.expect(200)["items"], json!([]));
}

#[actix_web::test]
async fn the_same_request_again_gives_no_other() {
    let world = World::new().await;
    let who = world.coordinator.with("Idempotency-Key", "comite-du-4-mars");
    let first = who.post(VERDICTS, verdict("ready_with_reservations", MOTIVE)).await;
    first.expect(201);
    let again = who.post(VERDICTS, verdict("ready_with_reservations", MOTIVE)).await;
    again.expect(201);
    assert_eq!(
        (
            again.header("Idempotency-Replayed"),
            &again.text,
            again.header("Location")
        ),
        ("true", &first.text, first.header("Location"))
    );
    let page = who.get(&format!("{VERDICTS}?count=true")).await.expect(200);
    assert_eq!(
        (&page["total"], &page["items"][0]["id"]),
        (&json!(1), &json!(first.id()))
    );
    // Another verdict, or another motive, is another request.
    for other in [
        verdict("not_ready", MOTIVE),
        verdict("ready_with_reservations", "Autre."),
    ] {
        let refused = who.post(VERDICTS, other).await;
        refused.refused(422, "idempotency_key_reused");
    }
    // Without a key it is given again.
    ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let page = who.get(&format!("{VERDICTS}?count=true")).await.expect(200);
    assert_eq!(page["total"], 2);
}

#[actix_web::test]
async fn the_history_says_that_it_was_given() {
    let world = World::new().await;
    let path = ruled(&world.coordinator, ASN, "ready_with_reservations").await;
    let mut sentences = Vec::new();
    for language in ["fr", "en"] {
        let speaking = world.asn_laureate.with("Accept-Language", language);
        let page = speaking.get(&format!("{ASN}/history?entity=verdict")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(
            (&items[0]["action"]["code"], &items[0]["entity_id"]),
            (&json!("created"), &json!(crate::readiness::id_of(&path)))
        );
        assert_eq!(items[0]["after"]["verdict"], "ready_with_reservations");
        let sentence = items[0]["sentence"].as_str().unwrap().to_owned();
        assert!(sentence.starts_with("Coordination DITP — "), "{sentence}");
        sentences.push(sentence);
    }
    assert_ne!(sentences[0], sentences[1]);
}
