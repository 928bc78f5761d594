//! What is said of an item: what it is, what it is called; until when it is edited, and when it is deleted.

use std::collections::BTreeSet;

use futures_util::future::join;
use serde_json::{Value, json};

use super::{ITEMS, STATES, acted, added, faults, lead, led_to, of_kind};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole_and_its_edits_are_numbered() {
    let world = World::new().await;
    let who = &world.coordinator;
    let sent =
        json!({"kind": "other", "title": "Carnet de bord", "description": "  Une page par mois.\n\nEn français.  "});
    let made = who.post(ITEMS, sent).await;
    let whole = made.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let expected = json!({
        "id": whole["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "kind": "other", "title": "Carnet de bord", "description": "Une page par mois.\n\nEn français.", "state": "missing",
        "evidence": [], "provided_on": null, "verified_on": null, "version": 1, "created_at": whole["created_at"],
        "created_by": account, "updated_at": whole["created_at"], "updated_by": account,
    });
    assert_eq!(whole, expected);
    let path = format!("{ITEMS}/{}", made.id());
    assert_eq!(who.get(made.header("Location")).await.expect(200), whole);
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (whole, made.etag()));
    let edit = json!({"title": "Journal de bord"});
    who.patch(&path, edit.clone())
        .await
        .refused(428, "precondition_required");
    let edited = world.technical_coordinator.matching(&read).patch(&path, edit).await;
    let after = edited.expect(200);
    assert_eq!(
        (&after["title"], &after["description"], &after["version"]),
        (&json!("Journal de bord"), &expected["description"], &json!(2))
    );
    assert_eq!(
        (&after["created_by"], &after["updated_by"]["name"]),
        (&account, &json!("Coordination DINSIC"))
    );
    let stale = who.matching(&read).patch(&path, json!({"title": "Autre"})).await;
    stale.refused(412, "stale");
    assert_eq!(stale.json()["current"]["etag"], edited.etag());
    assert_eq!(who.get(&path).await.expect(200), after);
    let cleared = who.matching(&edited).patch(&path, json!({"description": null})).await;
    assert_eq!(
        (&cleared.expect(200)["description"], &cleared.json()["title"]),
        (&Value::Null, &json!("Journal de bord"))
    );
    let same = who.matching(&cleared).patch(&path, json!({})).await;
    assert_eq!(same.expect(200), cleared.json(), "an edit that says nothing is none");
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = added(&world, "Carnet de bord").await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"kind": "code", "title": "  ", "description": "", "state": "verified", "evidence": []});
    let refused = who.post(ITEMS, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/description", "too_short"),
            ("/evidence", "unknown_field"),
            ("/kind", "unknown_value"),
            ("/state", "unknown_field"),
            ("/title", "too_short"),
        ])
    );
    let refused = who.post(ITEMS, json!({"title": 3, "description": ["Une page."]})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/description", "wrong_type"),
            ("/kind", "missing_field"),
            ("/title", "wrong_type")
        ])
    );
    // What it is stays.
    let wrong = json!({"kind": "model", "title": "x".repeat(10_000), "description": " ", "verified_on": "2019-03-04"});
    let refused = who.patch(&path, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/description", "too_short"),
            ("/kind", "unknown_field"),
            ("/title", "too_long"),
            ("/verified_on", "unknown_field"),
        ])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
    let count = world.app.text("select count(*) from hand_over_items").await;
    assert_eq!(count, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn what_is_of_no_kind_has_a_title() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let required = faults(&[("/title", "title_required")]);
    for untitled in [json!({"kind": "other"}), json!({"kind": "other", "title": null})] {
        let refused = who.post(ITEMS, untitled).await;
        assert_eq!(refused.faults(422, "invalid_body"), required);
    }
    let path = added(&world, "Carnet de bord").await;
    let refused = who.patch(&path, json!({"title": null})).await;
    assert_eq!(refused.faults(422, "invalid_body"), required);
    assert_eq!(who.get(&path).await.expect(200)["title"], "Carnet de bord");
    // What is of a kind needs none, and may be without one again.
    let of_list = of_kind(&world, json!({"kind": "model"})).await;
    for title in [json!("Modèle de classement"), Value::Null] {
        let edited = who.patch(&of_list, json!({"title": title})).await.expect(200);
        assert_eq!((&edited["title"], &edited["kind"]), (&title, &json!("model")));
    }
}

#[actix_web::test]
async fn a_project_has_one_of_each_kind_of_the_list() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let taken = faults(&[("/kind", "already_taken")]);
    let first = of_kind(&world, json!({"kind": "dpia"})).await;
    for again in [json!({"kind": "dpia"}), json!({"kind": "dpia", "title": "Une autre"})] {
        let refused = who.post(ITEMS, again).await;
        assert_eq!(refused.faults(422, "invalid_body"), taken);
    }
    // Of no kind of the list there are several, of one title too.
    for _ in 0..2 {
        added(&world, "Carnet de bord").await;
    }
    // Whatever became of it; once it was deleted, it can be added again.
    lead(&world, &first, "waived").await;
    let refused = who.post(ITEMS, json!({"kind": "dpia"})).await;
    assert_eq!(refused.faults(422, "invalid_body"), taken);
    let second = of_kind(&world, json!({"kind": "model"})).await;
    assert_eq!(who.delete(&second).await.status, 204);
    of_kind(&world, json!({"kind": "model"})).await;
    // Another project has its own.
    let chu = "/v1/projects/AMI-T-CHU";
    let start = json!({"on": "2019-03-04"});
    world.coordinator.act(chu, "start", start).await.expect(200);
    let made = who.post(&format!("{chu}/hand-over"), json!({"kind": "dpia"})).await;
    assert_eq!(made.expect(201)["project"]["code"], "AMI-T-CHU");
    // Of two at once one is there first.
    let body = || json!({"kind": "architecture"});
    let (one, two) = join(
        world.coordinator.post(ITEMS, body()),
        world.technical_coordinator.post(ITEMS, body()),
    )
    .await;
    let late = if one.status == 201 { &two } else { &one };
    assert_eq!(late.faults(422, "invalid_body"), taken);
    let statuses = BTreeSet::from([one.status.as_u16(), two.status.as_u16()]);
    assert_eq!(statuses, BTreeSet::from([201, 422]));
}

#[actix_web::test]
async fn it_is_edited_until_it_is_verified_or_waived() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let edit = json!({"title": "Guide d'exploitation", "description": "Par un agent de permanence."});
    for &(state, fr, en) in STATES {
        let path = led_to(&world, state).await;
        let before = who.get(&path).await.expect(200);
        if ["missing", "provided"].contains(&state) {
            let edited = who.patch(&path, edit.clone()).await.expect(200);
            let mut expected = before.clone();
            for (field, value) in edit.as_object().unwrap() {
                expected[field] = value.clone();
            }
            expected["version"] = json!(before["version"].as_i64().unwrap() + 1);
            for stamp in ["updated_at", "updated_by"] {
                expected[stamp] = edited[stamp].clone();
            }
            assert_eq!(edited, expected, "{state}: nothing else changes");
            continue;
        }
        for (language, shown, open) in [("fr", fr, "Manquant, Fourni"), ("en", en, "Missing, Provided")] {
            let refused = who.with("Accept-Language", language).patch(&path, edit.clone()).await;
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "wrong_state")]),
                "{state}"
            );
            let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
            assert!(message.contains(shown) && message.contains(open), "{state}: {message}");
        }
        assert_eq!(who.get(&path).await.expect(200), before, "{state}");
    }
}

#[actix_web::test]
async fn only_what_nothing_was_done_to_but_edits_is_deleted() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let mistake = added(&world, "Erreur").await;
    who.patch(&mistake, json!({"title": "Erreur encore"})).await.expect(200);
    world
        .coordinator
        .delete(&mistake)
        .await
        .refused(428, "precondition_required");
    assert_eq!(who.delete(&mistake).await.status, 204);
    who.get(&mistake).await.refused(404, "not_found");
    let in_use = faults(&[("", "in_use")]);
    let mut used = Vec::new();
    for (state, _, _) in &STATES[1..] {
        used.push(led_to(&world, state).await);
    }
    // What is missing again was provided once, or waived.
    for (state, verb) in [("provided", "return"), ("waived", "reopen")] {
        let path = led_to(&world, state).await;
        assert_eq!(acted(&world, &path, verb).await["state"], "missing");
        used.push(path);
    }
    for path in used {
        let before = who.get(&path).await.expect(200);
        let refused = who.delete(&path).await;
        assert_eq!(refused.faults(409, "conflict"), in_use, "{}", before["state"]);
        assert_eq!(who.get(&path).await.expect(200), before);
    }
}
