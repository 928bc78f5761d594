//! A batch sent again: whole, line by line, or each line as a single request.

use serde_json::{Value, json};

use super::{line, sent, told};
use crate::call::{APPLICATIONS, BATCH, LATER, acted, application, count, open_call, programme_of};
use crate::support::World;

/// What a line that was recorded before is told.
const REPLAYED: (u64, bool, &str) = (201, true, "-");
const RECORDED: (u64, bool, &str) = (201, false, "-");
const REUSED: (u64, bool, &str) = (422, false, "idempotency_key_reused");

#[actix_web::test]
async fn the_whole_is_answered_as_it_was() {
    let world = World::new().await;
    let lines = [
        line(&world, "a", json!({"reference": "DS-1"})),
        line(&world, "b", json!({"reference": "DS-1"})),
        line(&world, "c", json!({"title": ""})),
    ];
    let keyed = world.coordinator.with("Idempotency-Key", "lot");
    let first = keyed.post(BATCH, json!({"applications": lines})).await;
    let statuses: Vec<_> = first.expect(200)["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(told)
        .map(|it| it.0)
        .collect();
    assert_eq!(statuses, [201, 422, 422]);
    let by_id = format!("/v1/programmes/{}/applications/batch", world.programme);
    for path in [BATCH, &by_id] {
        let again = keyed.post(path, json!({"applications": lines})).await;
        assert_eq!(
            (again.status, again.header("Idempotency-Replayed"), &again.text),
            (first.status, "true", &first.text)
        );
    }
    let other = keyed.post(BATCH, json!({"applications": lines[..2]})).await;
    other.refused(422, "idempotency_key_reused");
    assert_eq!(count(&world, "applications").await, "1");
}

#[actix_web::test]
async fn lines_are_recorded_once_whatever_batch_they_come_in() {
    let world = World::new().await;
    let who = &world.coordinator;
    let [a, b, c] = ["a", "b", "c"].map(|key| line(&world, key, json!({"reference": format!("DS-{key}")})));
    let first = sent(who, &[a.clone(), b.clone()]).await;
    assert_eq!([told(&first[0]), told(&first[1])], [RECORDED, RECORDED]);
    world.app.sql("delete from kept_answers").await;
    let mut other = b.clone();
    other["title"] = json!("Autre");
    let again = sent(who, &[b, c.clone(), a, other, c]).await;
    let outcomes: Vec<_> = again.iter().map(told).collect();
    assert_eq!(outcomes, [REPLAYED, RECORDED, REPLAYED, REUSED, REPLAYED]);
    assert_eq!(
        [&again[0]["id"], &again[2]["id"], &again[4]["id"]],
        [&first[1]["id"], &first[0]["id"], &again[1]["id"]]
    );
    assert_eq!(again[3].get("id"), None);
    assert_eq!(count(&world, "applications").await, "3");
}

#[actix_web::test]
async fn a_key_is_the_same_alone_and_in_a_batch() {
    let world = World::new().await;
    let who = &world.coordinator;
    let single = async |key: &str, more: Value| {
        let keyed = who.with("Idempotency-Key", key);
        keyed.post(APPLICATIONS, application(&world, more)).await
    };
    let first = single("alone", json!({"reference": "DS-1"})).await;
    let lines = [
        line(&world, "alone", json!({"reference": "DS-1"})),
        line(&world, "alone", json!({"reference": "DS-2"})),
        line(&world, "line", json!({"reference": "DS-3"})),
    ];
    let results = sent(who, &lines).await;
    let outcomes: Vec<_> = results.iter().map(told).collect();
    assert_eq!(outcomes, [REPLAYED, REUSED, RECORDED]);
    assert_eq!(results[0]["id"], json!(first.id()));
    // And the other way round: a line first, then the single request.
    let again = single("line", json!({"reference": "DS-3"})).await;
    assert_eq!(
        (again.status.as_u16(), again.header("Idempotency-Replayed")),
        (201, "true")
    );
    assert_eq!(json!(again.id()), results[2]["id"]);
    assert_eq!(again.header("Location"), format!("/v1/applications/{}", again.id()));
    let other = single("line", json!({"reference": "DS-4"})).await;
    other.refused(422, "idempotency_key_reused");
    assert_eq!(count(&world, "applications").await, "2");
}

#[actix_web::test]
async fn its_scope_is_the_account_and_the_programme() {
    let world = World::new().await;
    let second = programme_of(&world, "Europe/Paris").await;
    let lines = [line(&world, "a", json!({"submitted_at": LATER}))];
    let mut ids = Vec::new();
    for who in [&world.coordinator, &world.technical_coordinator] {
        let results = sent(who, &lines).await;
        assert_eq!(told(&results[0]), RECORDED);
        ids.push(results[0]["id"].clone());
    }
    let there = format!("{second}/applications/batch");
    let there = world
        .coordinator
        .post(&there, json!({"applications": lines}))
        .await
        .expect(200);
    assert_eq!(told(&there["results"][0]), RECORDED);
    assert!(!ids.contains(&there["results"][0]["id"]));
    assert_ne!(ids[0], ids[1]);
}

/// A line is sent again after weeks: it was recorded, whatever became of it and of the call; what was refused was not.
#[actix_web::test]
async fn a_line_may_come_again_after_weeks() {
    let world = World::new().await;
    let who = &world.coordinator;
    let lines = [
        line(&world, "a", json!({})),
        line(&world, "b", json!({"organisation": world.alpha})),
    ];
    let first = sent(who, &lines).await;
    assert_eq!(
        [told(&first[0]), told(&first[1])],
        [RECORDED, (422, false, "invalid_body")]
    );
    let path = format!("/v1/applications/{}", first[0]["id"].as_str().unwrap());
    acted(&world, &path, "dismiss").await;
    open_call(&world, "Europe/Paris", Value::Null, json!("2018-09-01T00:00:00+02:00")).await;
    world.app.sql("delete from kept_answers").await;
    let mended = line(&world, "b", json!({"submitted_at": "2018-08-31T23:59:59+02:00"}));
    let again = sent(who, &[lines[0].clone(), lines[1].clone(), mended]).await;
    let outcomes: Vec<_> = again.iter().map(told).collect();
    assert_eq!(outcomes, [REPLAYED, (422, false, "invalid_body"), RECORDED]);
    assert_eq!(again[0]["id"], first[0]["id"]);
    assert_eq!(who.get(&path).await.expect(200)["state"], "inadmissible");
}
