//! What should not have been written of an exchange, or of what a committee decided: gone from everywhere.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{DECISIONS, EXCHANGES, body_of, exchange, faults, id_of, juror, made, planned};
use crate::redactions::{LEAK, redact};
use crate::support::World;

fn sha256(text: &str) -> Value {
    json!(format!("{:x}", Sha256::digest(text)))
}

#[actix_web::test]
async fn its_texts_are_markers_wherever_it_is_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    let text = |what: &str| format!("{LEAK} ({what})");
    let (title, place, outcomes) = (text("titre"), text("lieu"), text("suites"));
    let link = "https://visio.example/quasimodo-zephirine".to_owned();
    // Answers are kept for retries, and say it too.
    let body = || exchange(json!({"kind": "steering_committee", "title": title, "place": place, "link": link}));
    let keyed = who.with("Idempotency-Key", "comite");
    let planned = keyed.post(EXCHANGES, body()).await;
    planned.expect(201);
    let path = format!("{EXCHANGES}/{}", planned.id());
    let mut hold = body_of(&world, "hold");
    hold["outcomes"] = json!(outcomes);
    let holding = who.with("Idempotency-Key", "tenue");
    holding.act(&path, "hold", hold).await.expect(200);
    let decisions = format!("{path}/decisions");
    let deciding = who.with("Idempotency-Key", "decision");
    let decided = deciding.post(&decisions, json!({"text": "Prolonger."})).await;
    assert_eq!(decided.expect(201)["exchange"]["name"], json!(title));
    let before = who.get(&path).await.expect(200);
    world.app.sql("analyze").await;
    let mut markers = Vec::new();
    for (field, text) in [
        ("title", &title),
        ("place", &place),
        ("link", &link),
        ("outcomes", &outcomes),
    ] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{field} stands somewhere before"
        );
        let redaction = redact(who, "exchange", id_of(&path), field).await.expect(201);
        assert_eq!(redaction["sha256"], json!([sha256(text)]), "{field}");
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{field}");
        let again = redact(who, "exchange", id_of(&path), field).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
        markers.push((field, redaction["marker"].clone()));
    }
    let page = who.get(EXCHANGES).await.expect(200);
    let again = keyed.post(EXCHANGES, body()).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    let shown = who.get(&path).await.expect(200);
    assert_eq!(page["items"], json!([shown]));
    for (field, marker) in &markers {
        assert_eq!(&shown[*field], marker);
        if *field != "outcomes" {
            assert_eq!(&again.json()[*field], marker);
        }
    }
    for field in ["kind", "state", "starts_at", "ends_at", "attendance", "created_at"] {
        assert_eq!(shown[field], before[field], "{field}");
    }
    // What it is called is told with what was decided there, by every answer.
    let kept = deciding.post(&decisions, json!({"text": "Prolonger."})).await;
    assert_eq!(kept.header("Idempotency-Replayed"), "true");
    let listed = who.get(&decisions).await.expect(200)["items"][0].clone();
    let of_programme = who.get(DECISIONS).await.expect(200)["items"][0].clone();
    for told in [kept.json(), listed, of_programme] {
        assert_eq!(told["exchange"], json!({"id": planned.id(), "name": markers[0].1}));
    }
}

#[actix_web::test]
async fn what_was_decided_is_a_marker_wherever_it_is_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    let committee = planned(&world, json!({"kind": "steering_committee"})).await;
    let decisions = format!("{committee}/decisions");
    let body = || json!({"text": LEAK, "due_on": "2019-06-03"});
    let keyed = who.with("Idempotency-Key", "decision");
    let decided = keyed.post(&decisions, body()).await;
    decided.expect(201);
    let path = format!("{decisions}/{}", decided.id());
    let settled = who.act(&path, "settle", json!({})).await.expect(200);
    let redaction = redact(who, "committee_decision", &decided.id(), "text").await;
    let redaction = redaction.expect(201);
    assert_eq!(redaction["sha256"], json!([sha256(LEAK)]));
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let again = keyed.post(&decisions, body()).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(again.json()["text"], redaction["marker"]);
    let shown = who.get(&path).await.expect(200);
    assert_eq!(shown["text"], redaction["marker"]);
    for list in [decisions.as_str(), DECISIONS] {
        assert_eq!(who.get(list).await.expect(200)["items"], json!([shown]), "{list}");
    }
    for field in ["number", "state", "settled_on", "due_on", "owner", "exchange"] {
        assert_eq!(shown[field], settled[field], "{field}");
    }
    let again = redact(who, "committee_decision", &decided.id(), "text").await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
}

/// Why it was cancelled stands in the journal alone.
#[actix_web::test]
async fn why_it_was_cancelled_can_be_redacted() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = planned(&world, json!({})).await;
    let keyed = who.with("Idempotency-Key", "annulation");
    keyed.act(&path, "cancel", json!({"motive": LEAK})).await.expect(200);
    let entry = format!(
        "select id from journal where entity_id = '{}' and action = 'cancelled'",
        id_of(&path)
    );
    let entry = world.app.text(&entry).await;
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    let redaction = redact(who, "history_entry", &entry, "motive").await;
    redaction.expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}

#[actix_web::test]
async fn coordinators_redact_what_is_a_text_of_it() {
    let world = World::new().await;
    let path = planned(&world, json!({"kind": "steering_committee", "place": "Salle 3"})).await;
    let decision = json!({"text": "Prolonger l'annotation."});
    let decision = made(&world.coordinator, &format!("{path}/decisions"), decision).await;
    for (entity, id, fields) in [
        ("exchange", id_of(&path), json!(["title", "place", "link", "outcomes"])),
        ("committee_decision", id_of(&decision), json!(["text"])),
    ] {
        let refused = redact(&world.coordinator, entity, id, "state").await;
        let error = &refused.refused(422, "invalid_body")[0];
        assert_eq!(
            (&error["pointer"], &error["code"], &error["params"]["accepted"]),
            (&json!("/field"), &json!("unknown_value"), &fields)
        );
    }
    for field in ["link", "outcomes"] {
        let nothing = redact(&world.coordinator, "exchange", id_of(&path), field).await;
        assert_eq!(nothing.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    let juror = juror(&world).await;
    for client in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &juror,
        &world.administrator,
        &world.nobody,
    ] {
        for (entity, id, field) in [
            ("exchange", id_of(&path), "title"),
            ("exchange", id_of(&path), "place"),
            ("committee_decision", id_of(&decision), "text"),
        ] {
            let refused = redact(client, entity, id, field).await;
            assert!([403, 404].contains(&refused.status.as_u16()), "{}", refused.text);
        }
    }
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!(
        (&shown["title"], &shown["place"]),
        (&json!("Atelier des lauréats"), &json!("Salle 3"))
    );
    let shown = world.coordinator.get(&decision).await.expect(200);
    assert_eq!(shown["text"], "Prolonger l'annotation.");
    assert_eq!(world.app.text("select count(*) from redactions").await, "0");
}
