//! What is said of an item of a roadmap, whose edit it is, and what becomes of a title that should not have been written.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{HISTORY, ITEMS, PROGRAMME, added, faults, id_of, item, led_to};
use crate::redactions::{LEAK, redact};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole_and_its_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let body = item(
        "Former les inspecteurs",
        json!({"due_on": "2019-06-28", "owner": world.alpha_expert.account()}),
    );
    let made = who.post(ITEMS, body.clone()).await;
    let whole = made.expect(201);
    for field in ["kind", "title", "horizon", "due_on"] {
        assert_eq!(whole[field], body[field], "{field}");
    }
    assert_eq!(
        whole["owner"],
        json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"})
    );
    assert_eq!(
        whole["project"],
        json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"})
    );
    let account = json!({"id": who.account(), "name": "Laureate ASN"});
    assert_eq!((&whole["created_by"], &whole["updated_by"]), (&account, &account));
    assert_eq!(
        (&whole["state"], &whole["position"], &whole["version"]),
        (&json!("proposed"), &json!(1), &json!(1))
    );
    let fields: BTreeSet<&str> = whole.as_object().unwrap().keys().map(String::as_str).collect();
    let known = [
        "id",
        "project",
        "kind",
        "title",
        "horizon",
        "due_on",
        "position",
        "state",
        "owner",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    ];
    assert_eq!(fields, BTreeSet::from(known));
    let path = format!("{ITEMS}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (whole, made.etag()));
    let edit = json!({"horizon": "medium", "owner": null});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    assert_eq!(
        (&after["horizon"], &after["owner"], &after["title"], &after["version"]),
        (&json!("medium"), &Value::Null, &body["title"], &json!(2))
    );
    assert_eq!(
        (&after["created_by"], &after["updated_by"]["name"]),
        (&account, &json!("Coordination DITP"))
    );
    let stale = who.matching(&read).patch(&path, json!({"title": "Autre"})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    assert_eq!(who.get(&path).await.expect(200), after);
}

#[actix_web::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, "Former les agents", json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({
        "kind": "strategy", "title": " ", "horizon": "soon", "due_on": "2019-02-30", "owner": "quelqu'un", "position": 0,
        "state": "adopted",
    });
    let expected = faults(&[
        ("/due_on", "invalid_format"),
        ("/horizon", "unknown_value"),
        ("/kind", "unknown_value"),
        ("/owner", "invalid_format"),
        ("/position", "out_of_range"),
        ("/state", "unknown_field"),
        ("/title", "too_short"),
    ]);
    let refused = who.post(ITEMS, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.post(ITEMS, json!({})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/horizon", "missing_field"),
            ("/kind", "missing_field"),
            ("/title", "missing_field")
        ])
    );
    let too_long = "é".repeat(301);
    for (more, at, code) in [
        (json!({"title": too_long}), "/title", "too_long"),
        (json!({"title": "a\nb"}), "/title", "control_character"),
        (json!({"title": 3}), "/title", "wrong_type"),
        (json!({"position": -1}), "/position", "out_of_range"),
        (json!({"position": 1_000_001}), "/position", "out_of_range"),
        (json!({"position": 1.5}), "/position", "wrong_type"),
        (json!({"position": "1"}), "/position", "wrong_type"),
    ] {
        let refused = who.post(ITEMS, item("x", more.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{more}");
        let refused = who.patch(&path, more.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{more}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    let page = who.get(&format!("{ITEMS}?count=true")).await.expect(200);
    assert_eq!(page["total"], 1);
    who.patch(&path, json!({"title": "é".repeat(300)})).await.expect(200);
}

#[actix_web::test]
async fn null_clears_what_can_be_left_out_and_nothing_else() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let owner = world.alpha_expert.account();
    let path = added(&who, "Former", json!({"due_on": "2019-06-28", "owner": owner})).await;
    let cleared = who.patch(&path, json!({"due_on": null})).await.expect(200);
    assert_eq!(
        (&cleared["due_on"], &cleared["owner"]["id"]),
        (&Value::Null, &json!(owner))
    );
    let cleared = who.patch(&path, json!({"owner": null})).await.expect(200);
    assert_eq!((&cleared["due_on"], &cleared["owner"]), (&Value::Null, &Value::Null));
    for field in ["kind", "title", "horizon"] {
        let refused = who.patch(&path, json!({field: null})).await;
        let at = format!("/{field}");
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    let same = who.patch(&path, json!({})).await.expect(200);
    assert_eq!(same, cleared, "an edit that says nothing is none");
}

#[actix_web::test]
async fn whoever_looks_after_it_works_on_the_project() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    for account in [
        world.alpha_expert.account(),
        world.asn_laureate.account(),
        who.account(),
    ] {
        let path = added(&who, "Former", json!({"owner": account})).await;
        assert_eq!(who.get(&path).await.expect(200)["owner"]["id"], json!(account));
    }
    let path = added(&who, "Former", json!({"owner": world.alpha_expert.account()})).await;
    let unknown = faults(&[("/owner", "unknown_reference")]);
    for stranger in [world.observer.account(), world.beta_expert.account(), world.asn] {
        let refused = who.post(ITEMS, item("x", json!({"owner": stranger}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
        let refused = who.patch(&path, json!({"owner": stranger})).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
    }
    let left = format!(
        "update accounts set deactivated_at = now() where id = '{}'",
        world.alpha_expert.account()
    );
    world
        .app
        .sql(&format!(
            "alter table accounts disable trigger user; {left}; alter table accounts enable trigger user"
        ))
        .await;
    // Who has left stays named, also when it is moved and adopted, and is not named anew.
    who.patch(&path, json!({"title": "Autre", "position": 1}))
        .await
        .expect(200);
    let adopted = who.act(&path, "adopt", json!({})).await.expect(200);
    assert_eq!(adopted["owner"]["id"], json!(world.alpha_expert.account()));
    who.patch(&path, json!({"owner": null})).await.expect(200);
    let again = who.patch(&path, json!({"owner": world.alpha_expert.account()})).await;
    assert_eq!(
        again.faults(422, "invalid_body"),
        faults(&[("/owner", "account_deactivated")])
    );
}

#[actix_web::test]
async fn a_redacted_title_is_a_marker_wherever_the_item_is_read() {
    let world = World::new().await;
    let keyed = world.asn_laureate.with("Idempotency-Key", "former");
    let made = keyed.post(ITEMS, item(LEAK, json!({}))).await;
    made.expect(201);
    let path = format!("{ITEMS}/{}", made.id());
    // It was moved, so it stands in other entries of the history too.
    led_to(&world.asn_laureate, "proposed", "Devant", json!({"position": 1})).await;
    world.asn_laureate.act(&path, "adopt", json!({})).await.expect(200);
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    let redacted = redact(&world.coordinator, "roadmap_item", id_of(&path), "title").await;
    let marker = redacted.expect(201)["marker"].clone();
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    for reader in [&world.asn_laureate, &world.alpha_expert, &world.observer] {
        let read = reader.get(&path).await.expect(200);
        assert_eq!((&read["title"], &read["state"]), (&marker, &json!("adopted")));
        for list in [ITEMS, PROGRAMME] {
            let page = reader.get(&format!("{list}?state=adopted")).await.expect(200);
            assert_eq!(page["items"][0]["title"], marker, "{list}");
        }
    }
    let again = keyed.post(ITEMS, item(LEAK, json!({}))).await;
    assert_eq!((again.status, &again.json()["title"]), (made.status, &marker));
    let told = world.coordinator.get(HISTORY).await;
    assert!(told.text.contains(marker.as_str().unwrap()), "{}", told.text);
    // It can be written anew.
    let edit = world.asn_laureate.with("If-Match", "*");
    let edited = edit.patch(&path, json!({"title": "Former les agents"})).await;
    assert_eq!(edited.expect(200)["title"], "Former les agents");
}
