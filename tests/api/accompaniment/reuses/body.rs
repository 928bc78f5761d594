//! What is said of a reuse: who takes it over, what it is, where it can be seen; what becomes of what should not have been
//! written.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{HISTORY, PROGRAMME, REUSES, added, faults, id_of, led_to, reuse};
use crate::redactions::{LEAK, redact};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole_and_its_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let body = reuse(json!({"url": "https://code.example/recherche"}));
    let made = who.post(REUSES, body.clone()).await;
    let whole = made.expect(201);
    assert_eq!(
        (&whole["by"], &whole["what"], &whole["url"]),
        (
            &json!({"organisation": null, "name": "Inspection du travail"}),
            &body["what"],
            &body["url"]
        )
    );
    assert_eq!(
        whole["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    let account = json!({"id": who.account(), "name": "Laureate ASN"});
    assert_eq!((&whole["created_by"], &whole["updated_by"]), (&account, &account));
    assert_eq!((&whole["state"], &whole["version"]), (&json!("contact"), &json!(1)));
    let fields: BTreeSet<&str> = whole.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "id",
        "project",
        "by",
        "what",
        "url",
        "state",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    let path = format!("{REUSES}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (whole, made.etag()));
    let edit = json!({"what": "code", "url": null});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    assert_eq!(
        (&after["what"], &after["url"], &after["version"]),
        (&json!("code"), &Value::Null, &json!(2))
    );
    assert_eq!(
        (&after["created_by"], &after["updated_by"]["name"]),
        (&account, &json!("Coordination DITP"))
    );
    let stale = who.matching(&read).patch(&path, json!({"what": "data"})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    assert_eq!(who.get(&path).await.expect(200), after);
}

#[actix_web::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({
        "by": {"name": " ", "organisation": "x", "of": 3}, "what": "idea", "url": "ftp://code.example/x", "state": "trial",
    });
    let expected = faults(&[
        ("/by/name", "too_short"),
        ("/by/of", "unknown_field"),
        ("/by/organisation", "invalid_format"),
        ("/state", "unknown_field"),
        ("/url", "invalid_format"),
        ("/what", "unknown_value"),
    ]);
    let refused = who.post(REUSES, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.post(REUSES, json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/by", "missing_field"), ("/what", "missing_field")])
    );
    for field in ["by", "what"] {
        let refused = who.patch(&path, json!({field: null})).await;
        let at = format!("/{field}");
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    // What breaks a rule is told at once too, in a new one and in an edit.
    let both = json!({"by": {"organisation": Uuid::now_v7(), "name": "Une autre autorité"}});
    let expected = faults(&[("/by", "one_of_two"), ("/by/organisation", "unknown_reference")]);
    let refused = who.post(REUSES, reuse(both.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, both).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    assert_eq!(who.get(&path).await.expect(200), before);
    let page = who.get(&format!("{REUSES}?count=true")).await.expect(200);
    assert_eq!(page["total"], 1);
    let same = who.patch(&path, json!({"by": {}})).await.expect(200);
    assert_eq!(same, before, "an edit that says nothing is none");
}

#[actix_web::test]
async fn it_is_taken_over_by_an_organisation_or_by_anybody_by_name() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let alpha = json!({
        "organisation": {"id": world.alpha, "name": "Alpha Conseil", "short_name": "Alpha"}, "name": "Alpha Conseil",
    });
    let named = json!({"organisation": null, "name": "Inspection du travail"});
    let path = added(&who, json!({})).await;
    for (sent, told) in [
        (json!({"organisation": world.alpha, "name": null}), &alpha),
        (json!({"name": "Inspection du travail", "organisation": null}), &named),
        (json!({"name": "Inspection du travail"}), &named),
    ] {
        let edited = who.patch(&path, json!({"by": sent})).await.expect(200);
        assert_eq!(edited["by"], *told);
        assert_eq!(who.get(&path).await.expect(200)["by"], *told);
        let made = added(&who, json!({"by": sent})).await;
        assert_eq!(who.get(&made).await.expect(200)["by"], *told);
    }
    let one_of_two = faults(&[("/by", "one_of_two")]);
    for neither in [json!({}), json!({"organisation": null, "name": null})] {
        let refused = who.post(REUSES, reuse(json!({"by": neither}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), one_of_two);
    }
    // Who names the one in a patch says null of the other.
    for half in [json!({"organisation": world.alpha}), json!({"name": null})] {
        let refused = who.patch(&path, json!({"by": half})).await;
        assert_eq!(refused.faults(422, "invalid_body"), one_of_two);
    }
    // An organisation that the caller may not know of is none.
    let hidden = json!({"by": {"organisation": world.beta, "name": null}});
    let unknown = faults(&[("/by/organisation", "unknown_reference")]);
    let refused = who.post(REUSES, reuse(hidden.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), unknown);
    let refused = who.patch(&path, hidden.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), unknown);
    // Whom a coordinator has named is shown, and stays through an edit of something else and through its life.
    let coordinator = world.coordinator.with("If-Match", "*");
    coordinator.patch(&path, hidden).await.expect(200);
    let edited = who.patch(&path, json!({"what": "training"})).await.expect(200);
    assert_eq!(edited["by"]["name"], "Beta Recherche");
    let tried = world.asn_laureate.act(&path, "try", json!({})).await.expect(200);
    assert_eq!(tried["by"], edited["by"]);
}

#[actix_web::test]
async fn a_redacted_name_and_address_are_markers_wherever_the_reuse_is_read() {
    let world = World::new().await;
    let address = "https://pieces.example/quasimodo";
    let keyed = world.asn_laureate.with("Idempotency-Key", "reprise");
    let body = || reuse(json!({"by": {"name": LEAK}, "url": address}));
    let made = keyed.post(REUSES, body()).await;
    made.expect(201);
    let path = format!("{REUSES}/{}", made.id());
    for verb in ["try", "adopt"] {
        world.asn_laureate.act(&path, verb, json!({})).await.expect(200);
    }
    let mut markers = Vec::new();
    for (field, text) in [("by_name", LEAK), ("url", address)] {
        assert!(!world.app.traces_of(text).await.is_empty(), "{field}");
        let redacted = redact(&world.coordinator, "reuse", id_of(&path), field).await;
        markers.push(redacted.expect(201)["marker"].clone());
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{field}");
    }
    assert!(
        markers[1].as_str().unwrap().starts_with("https://"),
        "an address stays one"
    );
    let by = json!({"organisation": null, "name": markers[0]});
    for reader in [&world.asn_laureate, &world.alpha_expert, &world.observer] {
        let read = reader.get(&path).await.expect(200);
        assert_eq!(
            (&read["by"], &read["url"], &read["state"]),
            (&by, &markers[1], &json!("adopted"))
        );
        for list in [REUSES, PROGRAMME] {
            let page = reader.get(list).await.expect(200);
            assert_eq!(
                (&page["items"][0]["by"], &page["items"][0]["url"]),
                (&by, &markers[1]),
                "{list}"
            );
        }
    }
    let again = keyed.post(REUSES, body()).await;
    assert_eq!(
        (again.status, &again.json()["by"], &again.json()["url"]),
        (made.status, &by, &markers[1])
    );
    let told = world.coordinator.get(HISTORY).await;
    for marker in &markers {
        assert!(told.text.contains(marker.as_str().unwrap()), "{}", told.text);
    }
    // What was redacted can be redacted once, and nothing is there where an organisation is named.
    let none = led_to(
        &world.asn_laureate,
        "contact",
        json!({"by": {"organisation": world.alpha}}),
    )
    .await;
    for path in [&path, &none] {
        let refused = redact(&world.coordinator, "reuse", id_of(path), "by_name").await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
}
