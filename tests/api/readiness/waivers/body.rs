//! What is said of a waiver.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::readiness::{ASN, READINESS, WAIVERS, faults, gate_of, id_of, waived};
use crate::redactions::{LEAK, redact};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.coordinator;
    let body = json!({"gate": "team", "motive": "La directrice arrive en juin.", "until": "2019-06-03"});
    let made = who.post(WAIVERS, body.clone()).await;
    let whole = made.expect(201);
    for field in ["gate", "motive", "until"] {
        assert_eq!(whole[field], body[field], "{field}");
    }
    assert_eq!(
        whole["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    assert_eq!((&whole["created_by"], &whole["updated_by"]), (&account, &account));
    assert_eq!(
        (&whole["state"], &whole["in_force"], &whole["version"]),
        (&json!("standing"), &json!(true), &json!(1))
    );
    let fields: BTreeSet<&str> = whole.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "id",
        "project",
        "gate",
        "motive",
        "until",
        "state",
        "in_force",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    let location = format!("/v1/projects/{}/readiness/waivers/{}", world.asn_project, made.id());
    assert_eq!(made.header("Location"), location);
    let read = world.alpha_expert.get(&format!("{WAIVERS}/{}", made.id())).await;
    assert_eq!((read.expect(200), read.etag()), (whole, made.etag()));
    assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    let open = who.post(WAIVERS, json!({"gate": "data", "motive": "Accord."})).await;
    assert_eq!(open.expect(201)["until"], Value::Null);
}

#[actix_web::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let world = World::new().await;
    let who = &world.coordinator;
    let wrong = json!({"gate": "doors", "motive": " ", "until": "2019-02-30", "state": "revoked"});
    let refused = who.post(WAIVERS, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/gate", "unknown_value"),
            ("/motive", "too_short"),
            ("/state", "unknown_field"),
            ("/until", "invalid_format"),
        ])
    );
    let refused = who.post(WAIVERS, json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/gate", "missing_field"), ("/motive", "missing_field")])
    );
    // Its end lies after today: until is the first day without it.
    for until in ["2019-03-04", "2019-03-03", "2018-11-21"] {
        let body = json!({"gate": "team", "motive": "Accord.", "until": until});
        let refused = who.post(WAIVERS, body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/until", "date_before")]),
            "{until}"
        );
    }
    let page = who.get(WAIVERS).await.expect(200);
    assert_eq!(page["items"], json!([]));
    waived(who, "team", json!({"until": "2019-03-05"})).await;
}

#[actix_web::test]
async fn a_redacted_motive_is_a_marker_wherever_it_was_told() {
    let world = World::new().await;
    let who = world.coordinator.with("Idempotency-Key", "derogation");
    let body = json!({"gate": "team", "motive": LEAK});
    let made = who.post(WAIVERS, body.clone()).await;
    made.expect(201);
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    let redacted = redact(&world.coordinator, "readiness_waiver", &made.id(), "motive").await;
    let marker = redacted.expect(201)["marker"].clone();
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let path = format!("{WAIVERS}/{}", made.id());
    for reader in [&world.coordinator, &world.asn_laureate, &world.alpha_expert] {
        let read = reader.get(&path).await.expect(200);
        assert_eq!((&read["motive"], &read["gate"]), (&marker, &json!("team")));
        let shown = reader.get(READINESS).await.expect(200);
        let waiver = &gate_of(&shown, "team")["waiver"];
        assert_eq!((&waiver["motive"], &waiver["id"]), (&marker, &json!(id_of(&path))));
    }
    let again = who.post(WAIVERS, body).await;
    assert_eq!((again.status, &again.json()["motive"]), (made.status, &marker));
    let history = world
        .coordinator
        .get(&format!("{ASN}/history?entity=readiness_waiver"))
        .await;
    assert!(history.text.contains(marker.as_str().unwrap()), "{}", history.text);
    let refused = redact(&world.asn_laureate, "readiness_waiver", &made.id(), "motive").await;
    refused.refused(403, "forbidden");
}
