//! "Ready" while a gate is missing is refused, and every one of them named; with reservations it is not.

use serde_json::{Value, json};

use super::verdict;
use crate::readiness::{ASN, MISSING, VERDICTS, faults, made, readiness, ruled, set, states, waived};
use crate::support::{Client, World};

/// The gates that a verdict of "ready" is refused for, in the order of their codes.
async fn refused_for(client: &Client) -> Vec<String> {
    let refused = client.post(VERDICTS, verdict("ready", "Comité.")).await;
    let errors = refused.refused(409, "conflict");
    let mut gates = Vec::new();
    for error in errors {
        assert_eq!(error["code"], "gate_missing", "{error}");
        gates.push(error["params"]["gate"].as_str().unwrap().to_owned());
    }
    gates.sort();
    gates
}

/// The same of these.
fn sorted(gates: &[&str]) -> Vec<String> {
    let mut gates: Vec<String> = gates.iter().map(|gate| (*gate).to_owned()).collect();
    gates.sort();
    gates
}

#[actix_web::test]
async fn every_missing_gate_is_named_and_no_other_is() {
    let world = World::new().await;
    let who = &world.coordinator;
    assert_eq!(refused_for(who).await, sorted(&MISSING));
    let risk = json!({"kind": "ethical", "title": "Biais d'annotation", "gross": {"likelihood": 3, "severity": 4}});
    let risk = made(&world.asn_laureate, &format!("{ASN}/risks"), risk).await;
    let mut all = MISSING.to_vec();
    all.push("ethics");
    assert_eq!(refused_for(who).await, sorted(&all));
    let motive = json!({"motive": "Décision du comité."});
    who.act(&risk, "close", motive).await.expect(200);
    // Satisfied, waived, off and advisory ones stand in nobody's way.
    for horizon in ["short", "medium", "long"] {
        let item = json!({"kind": "skills", "title": "Former", "horizon": horizon});
        let item = made(&world.asn_laureate, &format!("{ASN}/roadmap-items"), item).await;
        world.asn_laureate.act(&item, "adopt", json!({})).await.expect(200);
    }
    waived(who, "team", json!({})).await;
    set(
        &world,
        json!({"gates_off": ["data"], "gates_advisory": ["orders", "ethics"]}),
    )
    .await;
    assert_eq!(refused_for(who).await, ["hand_over", "milestones", "prototype"]);
    // They are told by their labels, in the reader's language, and by their codes.
    let mut told = Vec::new();
    for (language, label) in [("fr", "Passation"), ("en", "Hand-over")] {
        let refused = who
            .with("Accept-Language", language)
            .post(VERDICTS, verdict("ready", "Comité."))
            .await;
        let errors = refused.refused(409, "conflict");
        let error = errors
            .iter()
            .find(|error| error["params"]["gate"] == "hand_over")
            .unwrap();
        let message = error["message"].as_str().unwrap().to_owned();
        assert!(message.to_lowercase().contains(&label.to_lowercase()), "{message}");
        told.push(message);
    }
    assert_ne!(told[0], told[1]);
    let page = who.get(VERDICTS).await.expect(200);
    assert_eq!(page["items"], json!([]), "nothing was kept");
    for gate in ["hand_over", "milestones", "prototype"] {
        waived(who, gate, json!({})).await;
    }
    let path = ruled(who, ASN, "ready").await;
    let told = who.get(&path).await.expect(200);
    assert_eq!(
        (&told["satisfied"], &told["missing"], &told["waived"]),
        (&json!(2), &json!(1), &json!(4))
    );
    assert_eq!(states(&told), states(&readiness(who, "fr").await));
}

#[actix_web::test]
async fn with_reservations_or_as_not_ready_it_is_given_whatever_is_missing() {
    let world = World::new().await;
    let who = &world.coordinator;
    for given in ["ready_with_reservations", "not_ready"] {
        let path = ruled(who, ASN, given).await;
        let told = who.get(&path).await.expect(200);
        assert_eq!((&told["verdict"], &told["missing"]), (&json!(given), &json!(7)));
    }
    // What could be launched need not be.
    for gate in MISSING {
        waived(who, gate, json!({})).await;
    }
    for given in ["not_ready", "ready_with_reservations", "ready"] {
        let told = who.post(VERDICTS, verdict(given, "Comité.")).await.expect(201);
        assert_eq!((&told["verdict"], &told["missing"]), (&json!(given), &json!(0)));
    }
}

#[actix_web::test]
async fn a_waiver_that_is_over_or_revoked_stands_for_nothing() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut paths = Vec::new();
    for gate in MISSING {
        let until = if gate == "team" {
            json!("2019-03-06")
        } else {
            Value::Null
        };
        paths.push(waived(who, gate, json!({"until": until})).await);
    }
    let eve = world.app.on("2019-03-05");
    ruled(&who.at(&eve.base_url), ASN, "ready").await;
    let day = world.app.on("2019-03-06");
    let late = who.at(&day.base_url);
    assert_eq!(refused_for(&late).await, ["team"]);
    let motive = json!({"motive": "Décision du comité."});
    who.act(&paths[0], "revoke", motive).await.expect(200);
    assert_eq!(refused_for(&late).await, ["prototype", "team"]);
    assert_eq!(refused_for(who).await, ["prototype"]);
}

#[actix_web::test]
async fn what_a_body_lacks_is_told_before() {
    let world = World::new().await;
    let refused = world.coordinator.post(VERDICTS, json!({"verdict": "ready"})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "missing_field")])
    );
}
