//! What is said of a decision, and who looks after it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{committee, decided, decision};
use crate::exchanges::{DECISIONS, body_of, change, entries, faults, id_of, juror, planned};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole_and_its_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.coordinator;
    let exchange = committee(&world, "Comité de mars").await;
    let owner = world.asn_laureate.account();
    let sent = json!({"text": "  Prolonger l'annotation.\n\nRevoir en mai.  ", "owner": owner, "due_on": "2019-05-06"});
    let made = who.post(&format!("{exchange}/decisions"), sent).await;
    let whole = made.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let expected = json!({
        "id": whole["id"], "programme": {"id": world.programme, "code": "AMI-T", "name": "AMI de test"},
        "exchange": {"id": id_of(&exchange), "name": "Comité de mars"}, "number": 1,
        "text": "Prolonger l'annotation.\n\nRevoir en mai.", "owner": {"id": owner, "name": "Laureate ASN"},
        "due_on": "2019-05-06", "state": "open", "settled_on": null, "overdue": false, "version": 1,
        "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"], "updated_by": account,
    });
    assert_eq!(whole, expected);
    let path = format!("{exchange}/decisions/{}", made.id());
    let location = made.header("Location");
    assert!(location.ends_with(&format!("/decisions/{}", made.id())), "{location}");
    assert_eq!(who.get(location).await.expect(200), whole);
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (whole, made.etag()));
    let told = change(&world, &made.id(), "created").await;
    assert_eq!(told, entries(&[("committee_decision", &path, "created")]));

    let edit = json!({"due_on": "2019-05-13", "owner": world.alpha_expert.account()});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.technical_coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    let mut expected = expected;
    for (field, value) in [
        ("due_on", json!("2019-05-13")),
        (
            "owner",
            json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"}),
        ),
        ("version", json!(2)),
        ("updated_at", after["updated_at"].clone()),
        (
            "updated_by",
            json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"}),
        ),
    ] {
        expected[field] = value;
    }
    assert_eq!(after, expected);
    let stale = who.matching(&read).patch(&path, json!({"text": "Autre."})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    let same = who.matching(&edited).patch(&path, json!({})).await;
    assert_eq!(same.expect(200), after, "an edit that says nothing is none");
    let cleared = who
        .matching(&edited)
        .patch(&path, json!({"owner": null, "due_on": null}))
        .await
        .expect(200);
    assert_eq!(
        (cleared.get("owner"), cleared.get("due_on"), &cleared["text"]),
        (Some(&Value::Null), Some(&Value::Null), &expected["text"])
    );
    let told = change(&world, &made.id(), "updated").await;
    assert_eq!(told, entries(&[("committee_decision", &path, "updated")]));
    // It is called what the committee is called now.
    let renamed = who.with("If-Match", "*");
    renamed
        .patch(&exchange, json!({"title": "Comité du 4 mars"}))
        .await
        .expect(200);
    assert_eq!(who.get(&path).await.expect(200)["exchange"]["name"], "Comité du 4 mars");
}

#[actix_web::test]
async fn a_text_is_enough() {
    let world = World::new().await;
    let exchange = committee(&world, "Comité").await;
    let path = decided(&world, &exchange, json!({})).await;
    let whole = world.coordinator.get(&path).await.expect(200);
    for (field, value) in [
        ("owner", Value::Null),
        ("due_on", Value::Null),
        ("settled_on", Value::Null),
        ("overdue", json!(false)),
        ("state", json!("open")),
    ] {
        assert_eq!(whole.get(field), Some(&value), "{field}");
    }
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let exchange = committee(&world, "Comité").await;
    let decisions = format!("{exchange}/decisions");
    let path = decided(&world, &exchange, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"text": " ", "owner": "ASN", "due_on": "bientôt", "number": 7, "state": "settled",
        "settled_on": "2019-03-04"});
    let expected = faults(&[
        ("/due_on", "invalid_format"),
        ("/number", "unknown_field"),
        ("/owner", "invalid_format"),
        ("/settled_on", "unknown_field"),
        ("/state", "unknown_field"),
        ("/text", "too_short"),
    ]);
    let refused = who.post(&decisions, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.post(&decisions, json!({"owner": 3, "due_on": 20_190_304})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/due_on", "wrong_type"),
            ("/owner", "wrong_type"),
            ("/text", "missing_field")
        ])
    );
    let refused = who.patch(&path, json!({"text": null})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/text", "not_nullable")])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
    let count = world.app.text("select count(*) from committee_decisions").await;
    assert_eq!(count, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn whoever_looks_after_it_has_a_part_in_the_programme() {
    let world = World::new().await;
    let juror = juror(&world).await;
    let who = world.coordinator.with("If-Match", "*");
    let exchange = committee(&world, "Comité").await;
    for client in [
        &world.coordinator,
        &world.technical_coordinator,
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.beta_expert,
        &world.asn_laureate,
        &world.chu_laureate,
    ] {
        let path = decided(&world, &exchange, json!({"owner": client.account()})).await;
        let shown = who.get(&path).await.expect(200);
        assert_eq!(shown["owner"]["id"], json!(client.account()));
    }
    let expert = world.alpha_expert.account();
    let path = decided(&world, &exchange, json!({"owner": expert})).await;
    let unknown = faults(&[("/owner", "unknown_reference")]);
    for stranger in [
        world.observer.account(),
        juror.account(),
        world.administrator.account(),
        world.nobody.account(),
        Uuid::now_v7(),
    ] {
        let body = decision(json!({"owner": stranger}));
        let refused = who.post(&format!("{exchange}/decisions"), body).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
        let refused = who.patch(&path, json!({"owner": stranger})).await;
        assert_eq!(refused.faults(422, "invalid_body"), unknown);
    }
    let left = format!("update accounts set deactivated_at = now() where id = '{expert}'");
    let left = format!("alter table accounts disable trigger user; {left}; alter table accounts enable trigger user");
    world.app.sql(&left).await;
    let deactivated = faults(&[("/owner", "account_deactivated")]);
    let body = decision(json!({"owner": expert}));
    let refused = who.post(&format!("{exchange}/decisions"), body).await;
    assert_eq!(refused.faults(422, "invalid_body"), deactivated);
    // Who has left stays named, and is not named anew.
    let edited = who.patch(&path, json!({"text": "Autre.", "owner": expert})).await;
    assert_eq!(edited.expect(200)["owner"]["id"], json!(expert));
    who.patch(&path, json!({"owner": null})).await.expect(200);
    let refused = who.patch(&path, json!({"owner": expert})).await;
    assert_eq!(refused.faults(422, "invalid_body"), deactivated);
}

#[actix_web::test]
async fn only_a_committee_decides() {
    let world = World::new().await;
    let who = &world.coordinator;
    for kind in [
        "information_meeting",
        "workshop",
        "peer_exchange",
        "research_meeting",
        "restitution",
    ] {
        let exchange = planned(&world, json!({"kind": kind})).await;
        let refused = who.post(&format!("{exchange}/decisions"), decision(json!({}))).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "not_a_committee")]),
            "{kind}"
        );
        // What is wrong with a body is told before.
        let refused = who.post(&format!("{exchange}/decisions"), json!({})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/text", "missing_field")])
        );
    }
    assert_eq!(world.app.text("select count(*) from committee_decisions").await, "0");
    let page = who.get(DECISIONS).await.expect(200);
    assert_eq!(page["items"], json!([]));
}

#[actix_web::test]
async fn a_committee_decides_before_and_after_it_is_held_and_not_when_it_is_cancelled() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (verb, decides) in [("hold", true), ("cancel", false)] {
        let exchange = committee(&world, "Comité").await;
        let before = decided(&world, &exchange, json!({})).await;
        who.act(&exchange, verb, body_of(&world, verb)).await.expect(200);
        let reply = who.post(&format!("{exchange}/decisions"), decision(json!({}))).await;
        if decides {
            assert_eq!(reply.expect(201)["state"], "open");
        } else {
            assert_eq!(reply.faults(409, "conflict"), faults(&[("", "wrong_state")]));
        }
        // What was decided stands.
        assert_eq!(who.get(&before).await.expect(200)["state"], "open");
    }
}
