//! What a grid says, and its edits.

use serde_json::json;

use crate::call::{GRIDS, change, column, criterion, entries, faults, grid, id_of, made};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.coordinator;
    let benefits = json!({"code": "benefits", "label": {"fr": " Bénéfices ", "en": "Benefits"}, "weight": 2.5});
    let sent = json!({
        "stage": "mid_term", "criteria": [benefits, criterion("data-2", 0.001), criterion("ethics", 1000.0)],
        "scale": {"min": 0, "max": 10},
    });
    let reply = who.post(GRIDS, sent).await;
    let whole = reply.expect(201);
    let account = json!({"id": who.account(), "name": "Coordination DITP"});
    let benefits = json!({"code": "benefits", "label": {"fr": "Bénéfices", "en": "Benefits"}, "weight": 2.5});
    let expected = json!({
        "id": whole["id"], "programme": {"id": world.programme, "code": "AMI-T", "name": "AMI de test"},
        "stage": "mid_term", "number": 1,
        "criteria": [benefits, criterion("data-2", 0.001), criterion("ethics", 1000.0)],
        "scale": {"min": 0, "max": 10}, "in_force": true, "cited": false, "version": 1,
        "created_at": whole["created_at"], "created_by": account, "updated_at": whole["created_at"], "updated_by": account,
    });
    assert_eq!(whole, expected);
    let location = reply.header("Location");
    assert_eq!(
        location,
        format!("/v1/programmes/{}/grids/{}", world.programme, reply.id())
    );
    for path in [location.to_owned(), format!("{GRIDS}/{}", reply.id())] {
        let read = who.get(&path).await;
        assert_eq!((read.expect(200), read.etag()), (whole.clone(), reply.etag()), "{path}");
    }
    assert_eq!(who.get(GRIDS).await.expect(200)["items"], json!([whole]));
    let told = change(&world, id_of(location), "created").await;
    assert_eq!(told, entries(&[("grid", location, "created")]));
}

#[actix_web::test]
async fn its_criteria_and_its_scale_are_each_replaced_whole() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = made(who, GRIDS, grid(json!({}))).await;
    let mut expected = who.get(&path).await.expect(200);
    for (version, (field, value)) in (2..).zip([
        ("criteria", json!([criterion("team", 2.0), criterion("data", 1.5)])),
        ("scale", json!({"min": 1, "max": 4})),
    ]) {
        let read = who.get(&path).await;
        let edit = json!({field: value});
        who.patch(&path, edit.clone())
            .await
            .refused(428, "precondition_required");
        let edited = world.technical_coordinator.matching(&read).patch(&path, edit).await;
        let after = edited.expect(200);
        let editor = json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"});
        for (field, value) in [
            (field, value),
            ("version", json!(version)),
            ("updated_at", after["updated_at"].clone()),
            ("updated_by", editor),
        ] {
            expected[field] = value;
        }
        assert_eq!(after, expected);
        let stale = who
            .matching(&read)
            .patch(&path, json!({"scale": {"min": 0, "max": 1}}))
            .await;
        stale.refused(412, "stale");
        assert_eq!(stale.json()["current"]["etag"], edited.etag());
        let same = who.matching(&edited).patch(&path, json!({})).await;
        assert_eq!(same.expect(200), expected, "an edit that says nothing is none");
        assert_eq!(who.get(&path).await.expect(200), expected);
        let told = change(&world, id_of(&path), "updated").await;
        assert_eq!(told, entries(&[("grid", &path, "updated")]));
    }
}

#[actix_web::test]
async fn its_stage_never_changes_and_nothing_of_it_is_cleared() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let path = made(&who, GRIDS, grid(json!({}))).await;
    let before = who.get(&path).await.expect(200);
    let wrong = json!({"stage": "end", "number": 7, "in_force": true, "criteria": null, "scale": null});
    let refused = who.patch(&path, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/criteria", "not_nullable"),
            ("/in_force", "unknown_field"),
            ("/number", "unknown_field"),
            ("/scale", "not_nullable"),
            ("/stage", "unknown_field"),
        ])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn one_that_nothing_cites_is_deleted() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = made(who, GRIDS, grid(json!({}))).await;
    who.delete(&path).await.refused(428, "precondition_required");
    let stale = who.with("If-Match", "\"7.x\"").delete(&path).await;
    stale.refused(412, "stale");
    assert_eq!(who.with("If-Match", "*").delete(&path).await.status, 204);
    who.get(&path).await.refused(404, "not_found");
    assert_eq!(who.get(GRIDS).await.expect(200)["items"], json!([]));
    let told = change(&world, id_of(&path), "deleted").await;
    assert_eq!(told, entries(&[("grid", &path, "deleted")]));
}

#[actix_web::test]
async fn the_same_request_again_adds_no_other() {
    let world = World::new().await;
    let who = world.coordinator.with("Idempotency-Key", "grille");
    let first = who.post(GRIDS, grid(json!({}))).await;
    first.expect(201);
    let again = who.post(GRIDS, grid(json!({}))).await;
    assert_eq!(
        (again.status, again.header("Idempotency-Replayed"), &again.text),
        (first.status, "true", &first.text)
    );
    let other = who.post(GRIDS, grid(json!({"stage": "end"}))).await;
    other.refused(422, "idempotency_key_reused");
    let numbers = column(&who.get(GRIDS).await.expect(200), "number");
    assert_eq!(numbers, [1]);
}

#[actix_web::test]
async fn the_stages_are_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let stages = vocabulary["evaluation_stages"].as_array().unwrap().iter();
    let codes: Vec<_> = stages.map(|term| term["code"].clone()).collect();
    assert_eq!(codes, ["selection", "mid_term", "end"]);
}
