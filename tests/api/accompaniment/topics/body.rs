//! What is said of a topic, and who looks after it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{TOPICS, added, faults, led_to, topic};
use crate::support::World;

#[actix_web::test]
async fn what_is_said_is_shown_and_what_is_patched_is_all_that_changes() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let made = who.post(TOPICS, topic(json!({}))).await;
    let shown = made.expect(201);
    assert_eq!(who.get(made.header("Location")).await.expect(200), shown);
    for (field, value) in [
        ("title", json!("Lettres d'autres domaines")),
        ("benefit", json!("Une recherche commune à tous les inspecteurs.")),
        ("maturity", json!("idea")),
        ("owner", Value::Null),
        ("state", json!("open")),
        ("version", json!(1)),
    ] {
        assert_eq!(shown.get(field), Some(&value), "{field}");
    }
    let path = format!("{TOPICS}/{}", made.id());
    let owner = world.asn_laureate.account();
    let edit = json!({"benefit": "  Une recherche commune.  ", "maturity": "ready", "owner": owner});
    let edited = who.matching(&made).patch(&path, edit).await.expect(200);
    for (field, value) in [
        ("title", shown["title"].clone()),
        ("benefit", json!("Une recherche commune.")),
        ("maturity", json!("ready")),
        ("owner", json!({"id": owner, "name": "Laureate ASN"})),
        ("state", json!("open")),
        ("version", json!(2)),
        ("created_at", shown["created_at"].clone()),
    ] {
        assert_eq!(edited[field], value, "{field}");
    }
    let stale = who.matching(&made).patch(&path, json!({"title": "Autre"})).await;
    stale.refused(412, "stale");
    who.patch(&path, json!({"title": "Autre"}))
        .await
        .refused(428, "precondition_required");
    let cleared = who.with("If-Match", "*").patch(&path, json!({"owner": null})).await;
    assert_eq!(cleared.expect(200)["owner"], Value::Null);
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = added(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"title": "  ", "benefit": "", "maturity": "mature", "owner": "Laureate", "state": "retained",
        "motive": "Parce que."});
    let expected = faults(&[
        ("/benefit", "too_short"),
        ("/maturity", "unknown_value"),
        ("/motive", "unknown_field"),
        ("/owner", "invalid_format"),
        ("/state", "unknown_field"),
        ("/title", "too_short"),
    ]);
    let refused = who.post(TOPICS, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let long = json!({"title": "x".repeat(10_000), "benefit": 3, "owner": [who.account()]});
    let refused = who.patch(&path, long).await;
    let expected = faults(&[
        ("/benefit", "wrong_type"),
        ("/owner", "wrong_type"),
        ("/title", "too_long"),
    ]);
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let required = ["title", "benefit", "maturity"];
    let cleared = json!({"title": null, "benefit": null, "maturity": null});
    let refused = who.patch(&path, cleared).await.faults(422, "invalid_body");
    let told = |code: &str| -> BTreeSet<_> {
        let all = required.map(|field| (format!("/{field}"), code.to_owned()));
        all.into()
    };
    assert_eq!(BTreeSet::from_iter(refused), told("not_nullable"));
    let refused = who.post(TOPICS, json!({})).await.faults(422, "invalid_body");
    assert_eq!(BTreeSet::from_iter(refused), told("missing_field"));
    assert_eq!(who.get(&path).await.expect(200), before);
    let count = world.app.text("select count(*) from topics").await;
    assert_eq!(count, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn whoever_looks_after_it_works_on_the_project() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let expert = world.alpha_expert.account();
    for account in [expert, world.asn_laureate.account(), who.account()] {
        let path = added(&who, json!({"owner": account})).await;
        assert_eq!(who.get(&path).await.expect(200)["owner"]["id"], json!(account));
    }
    let path = added(&who, json!({"owner": expert})).await;
    let unknown = faults(&[("/owner", "unknown_reference")]);
    for stranger in [
        world.observer.account(),
        world.chu_laureate.account(),
        world.beta_expert.account(),
        Uuid::now_v7(),
    ] {
        let refused = who.post(TOPICS, topic(json!({"owner": stranger}))).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
        let refused = who.patch(&path, json!({"owner": stranger})).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
    }
    let left = format!("update accounts set deactivated_at = now() where id = '{expert}'");
    let left = format!("alter table accounts disable trigger user; {left}; alter table accounts enable trigger user");
    world.app.sql(&left).await;
    // Who has left stays named, through edits and verbs, and is not named anew.
    let edited = who.patch(&path, json!({"title": "Autre", "owner": expert})).await;
    assert_eq!(edited.expect(200)["owner"]["id"], json!(expert));
    who.patch(&path, json!({"owner": null})).await.expect(200);
    let again = who.patch(&path, json!({"owner": expert})).await;
    assert_eq!(
        again.faults(422, "invalid_body"),
        faults(&[("/owner", "account_deactivated")])
    );
}

#[actix_web::test]
async fn it_is_retained_with_an_owner_who_has_left() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let expert = world.alpha_expert.account();
    let path = led_to(who, "open", json!({"owner": expert})).await;
    let left = format!("update accounts set deactivated_at = now() where id = '{expert}'");
    let left = format!("alter table accounts disable trigger user; {left}; alter table accounts enable trigger user");
    world.app.sql(&left).await;
    let retained = who.act(&path, "retain", json!({})).await.expect(200);
    assert_eq!(
        (&retained["state"], &retained["owner"]["id"]),
        (&json!("retained"), &json!(expert))
    );
}
