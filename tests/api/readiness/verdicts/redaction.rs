//! A text that a verdict tells of goes from there too when it is redacted where it was written.

use serde_json::json;

use super::verdict;
use crate::readiness::{ASN, VERDICTS, gate_of, id_of, made, sentences, waived};
use crate::redactions::{LEAK, redact};
use crate::support::World;

#[actix_web::test]
async fn what_its_gates_named_is_redacted_with_its_source() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    let text = |what: &str| format!("{LEAK} ({what})");
    let dataset = json!({"name": text("données"), "existence": "absent", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "Archives"}});
    let dataset = made(laureate, &format!("{ASN}/datasets"), dataset).await;
    let risk = json!({"kind": "ethical", "title": text("risque"), "gross": {"likelihood": 4, "severity": 4}});
    let risk = made(laureate, &format!("{ASN}/risks"), risk).await;
    let item = json!({"kind": "other", "title": text("pièce")});
    let item = made(who, &format!("{ASN}/hand-over"), item).await;
    let waiver = waived(who, "team", json!({"motive": text("dérogation")})).await;
    // Answers are kept for retries, and say it too.
    let keyed = who.with("Idempotency-Key", "comite");
    let given = keyed.post(VERDICTS, verdict("not_ready", "Comité.")).await;
    given.expect(201);
    world.app.sql("analyze").await;
    let path = format!("{VERDICTS}/{}", given.id());
    for (entity, resource, field, what) in [
        ("dataset", &dataset, "name", "données"),
        ("risk", &risk, "title", "risque"),
        ("hand_over_item", &item, "title", "pièce"),
        ("readiness_waiver", &waiver, "motive", "dérogation"),
    ] {
        let shown = laureate.get(&path).await;
        assert!(
            shown.text.contains(&text(what)),
            "{entity} is told before: {}",
            shown.text
        );
        redact(who, entity, id_of(resource), field).await.expect(201);
        world.app.sql("analyze").await;
        assert_eq!(world.app.traces_of(&text(what)).await, Vec::<String>::new(), "{entity}");
        for language in ["fr", "en"] {
            let shown = laureate.with("Accept-Language", language).get(&path).await;
            shown.expect(200);
            assert!(!shown.text.contains(&text(what)), "{entity}: {}", shown.text);
        }
    }
    // The gates stand as they stood, and say as much as before.
    let shown = laureate.get(&path).await.expect(200);
    for (gate, stood, number) in [
        ("data", "missing", 1),
        ("ethics", "missing", 1),
        ("hand_over", "missing", 1),
    ] {
        let gate = gate_of(&shown, gate);
        assert_eq!(
            (&gate["state"], sentences(gate).len()),
            (&json!(stood), number),
            "{gate}"
        );
    }
    assert_eq!(gate_of(&shown, "team")["waiver"]["id"], json!(id_of(&waiver)));
    // Sent again it is the verdict that was given, without what was taken out.
    let again = keyed.post(VERDICTS, verdict("not_ready", "Comité.")).await;
    assert_eq!((again.status, again.id()), (given.status, given.id()));
    assert!(!again.text.contains(LEAK), "{}", again.text);
}
