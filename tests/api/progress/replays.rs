//! The same request, sent again.

use futures_util::future::join_all;
use serde_json::json;

use super::{LOG, entry};
use crate::support::World;

#[actix_web::test]
async fn the_same_key_records_once_and_answers_the_same() {
    let world = World::new().await;
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-1");
    let first = keyed.post(LOG, entry(json!({}))).await;
    first.expect(201);
    assert_eq!(first.header("Idempotency-Replayed"), "");
    // By the project's id and with the fields in another order, it is still the same request.
    let by_id = format!("/v1/projects/{}/progress-entries", world.asn_project);
    let again = keyed
        .post(
            &by_id,
            json!({"done": "Fait", "person_days": 0.50, "occurred_on": "2019-03-01", "track": "technical_support"}),
        )
        .await;
    again.expect(201);
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (again.text.as_str(), again.etag(), again.header("Location")),
        (first.text.as_str(), first.etag(), first.header("Location"))
    );
    keyed
        .post(LOG, entry(json!({"done": "Autre"})))
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "1");
    // The scope is the account and the project.
    let colleague = world
        .alpha_colleague
        .with("Idempotency-Key", "k-1")
        .post(LOG, entry(json!({})))
        .await;
    assert_eq!(colleague.header("Idempotency-Replayed"), "");
    assert_ne!(colleague.id(), first.id());
}

#[actix_web::test]
async fn a_replay_is_the_first_answer_even_after_a_correction() {
    let world = World::new().await;
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-1");
    let first = keyed.post(LOG, entry(json!({}))).await;
    world
        .alpha_expert
        .post(LOG, entry(json!({"corrects": first.id()})))
        .await
        .expect(201);
    let again = keyed.post(LOG, entry(json!({}))).await;
    assert_eq!(again.text, first.text);
    // The kept answers of other requests go after a while; an entry's key stays.
    assert_eq!(world.app.text("select count(*) from kept_answers").await, "0");
}

#[actix_web::test]
async fn a_refusal_is_not_kept() {
    let world = World::new().await;
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-1");
    keyed
        .post(LOG, entry(json!({"occurred_on": "2019-03-05"})))
        .await
        .refused(422, "invalid_body");
    keyed.post(LOG, entry(json!({}))).await.expect(201);
}

#[actix_web::test]
async fn fifty_equal_entries_at_once_are_one() {
    let world = World::new().await;
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-50");
    let replies = join_all((0..50).map(|_| keyed.post(LOG, entry(json!({}))))).await;
    let first = replies[0].expect(201);
    for reply in &replies {
        assert_eq!(reply.expect(201), first);
    }
    let replayed = replies
        .iter()
        .filter(|reply| reply.header("Idempotency-Replayed") == "true")
        .count();
    assert_eq!(replayed, 49);
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "1");
    assert_eq!(
        world
            .app
            .text("select count(*) from journal where entity = 'progress_entry'")
            .await,
        "1"
    );
}
