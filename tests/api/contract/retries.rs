//! `Idempotency-Key`: the same request happens once.

use serde_json::json;

use crate::support::World;

#[actix_web::test]
async fn the_same_request_is_answered_the_same_again() {
    let world = World::new().await;
    let client = world.coordinator.with("Idempotency-Key", "a-key");
    let body = json!({"name": "Institut", "kind": "research_institute"});
    let first = client.post("/v1/organisations", body.clone()).await;
    first.expect(201);
    assert_eq!(first.header("Idempotency-Replayed"), "");
    let again = client.post("/v1/organisations", body.clone()).await;
    again.expect(201);
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (again.text.as_str(), again.etag(), again.header("Location")),
        (first.text.as_str(), first.etag(), first.header("Location"))
    );
    client
        .post("/v1/organisations", json!({"name": "Autre", "kind": "other"}))
        .await
        .refused(422, "idempotency_key_reused");
    let other = world
        .technical_coordinator
        .with("Idempotency-Key", "a-key")
        .post("/v1/organisations", body)
        .await;
    other.expect(201);
    assert_ne!(other.id(), first.id(), "a key belongs to its account");
}

#[actix_web::test]
async fn a_refusal_is_not_kept() {
    let world = World::new().await;
    let client = world.coordinator.with("Idempotency-Key", "a-key");
    let body = json!({"name": "Institut", "kind": "other", "siren": "130025919"});
    world
        .coordinator
        .post("/v1/organisations", body.clone())
        .await
        .expect(201);
    assert_eq!(
        client
            .post("/v1/organisations", body.clone())
            .await
            .faults(422, "invalid_body"),
        [("/siren".to_owned(), "already_taken".to_owned())]
    );
    client
        .post("/v1/organisations", json!({"name": "Institut", "kind": "other"}))
        .await
        .expect(201);
}

#[actix_web::test]
async fn fifty_at_once_make_one_and_get_equal_answers() {
    let world = World::new().await;
    let body = json!({"name": "Institut unique", "kind": "other"});
    let sent = (0..50).map(|_| {
        let client = world.coordinator.with("Idempotency-Key", "fifty");
        let body = body.clone();
        async move { client.post("/v1/organisations", body).await }
    });
    let replies = futures_util::future::join_all(sent).await;
    for reply in &replies {
        reply.expect(201);
        assert_eq!(reply.text, replies[0].text);
    }
    let fresh = replies
        .iter()
        .filter(|reply| reply.header("Idempotency-Replayed").is_empty())
        .count();
    assert_eq!(fresh, 1);
    assert_eq!(
        world
            .app
            .text("select count(*) from organisations where name = 'Institut unique'")
            .await,
        "1"
    );
}

#[actix_web::test]
async fn a_key_must_be_one() {
    let world = World::new().await;
    let body = json!({"name": "Institut", "kind": "other"});
    for key in ["", " ", &"k".repeat(256)] {
        world
            .coordinator
            .with("Idempotency-Key", key)
            .post("/v1/organisations", body.clone())
            .await
            .refused(400, "malformed_request");
    }
}
