//! The same requests again, after a redaction: they happened once, and answer without the text.

use serde_json::json;

use super::{LEAK, milestone, redact};
use crate::support::World;

#[actix_web::test]
async fn a_kept_answer_is_given_again_without_the_text() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    let path = format!("/v1/milestones/{id}/comments");
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-1");
    let first = keyed.post(&path, json!({"text": LEAK})).await;
    let redaction = redact(&world.coordinator, "comment", &first.id(), "text")
        .await
        .expect(201);
    let again = keyed.post(&path, json!({"text": LEAK})).await;
    let mut expected = first.expect(201);
    expected["text"] = redaction["marker"].clone();
    assert_eq!(again.expect(201), expected);
    let order = |text: &str| text.find("author").cmp(&text.find("created_at"));
    assert_eq!(order(&again.text), order(&first.text), "members stay in their order");
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_ne!(again.etag(), first.etag(), "the tag is that of what is sent");
    let listed = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn the_key_of_a_progress_entry_goes_on_for_the_text_that_was_sent() {
    let world = World::new().await;
    let path = "/v1/projects/AMI-T-ASN/progress-entries";
    let keyed = world.alpha_expert.with("Idempotency-Key", "k-1");
    let line = |done: &str| json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": done});
    let first = keyed.post(path, line(LEAK)).await;
    first.expect(201);
    let redaction = redact(&world.coordinator, "progress_entry", &first.id(), "done")
        .await
        .expect(201);
    // The expert's device still has the line: sent again it is the same one, shown as it is now.
    let again = keyed.post(path, line(LEAK)).await;
    assert_eq!(
        (again.id(), &again.expect(201)["done"]),
        (first.id(), &redaction["marker"])
    );
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    let mut entry = line(LEAK);
    entry["key"] = json!("k-1");
    entry["project"] = json!("AMI-T-ASN");
    let batch = world
        .alpha_expert
        .post("/v1/progress-entries/batch", json!({"entries": [entry]}))
        .await;
    assert_eq!(batch.expect(200)["results"][0]["replayed"], true);
    let other = line(redaction["marker"].as_str().unwrap());
    keyed.post(path, other).await.refused(422, "idempotency_key_reused");
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "1");
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_redaction_with_a_key_happens_once() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    let keyed = world.coordinator.with("Idempotency-Key", "k-1");
    let first = redact(&keyed, "milestone", &id, "title").await;
    let again = redact(&keyed, "milestone", &id, "title").await;
    assert_eq!(
        (first.expect(201), again.header("Idempotency-Replayed")),
        (again.expect(201), "true")
    );
    let list = world.coordinator.get("/v1/redactions?count=true").await.expect(200);
    assert_eq!(list["total"], 1);
}

#[actix_web::test]
async fn of_two_at_once_one_redacts() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    let one = world.coordinator.with("Idempotency-Key", "one");
    let (one, two) = tokio::join!(
        redact(&one, "milestone", &id, "title"),
        redact(&world.technical_coordinator, "milestone", &id, "title")
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.text, two.text);
}

#[actix_web::test]
async fn many_at_once_with_keys_are_all_done() {
    let world = World::new().await;
    let mut milestones = Vec::new();
    for _ in 0..8 {
        milestones.push(milestone(&world, LEAK).await);
    }
    let redactions = milestones.iter().map(async |id| {
        let keyed = world.coordinator.with("Idempotency-Key", id);
        redact(&keyed, "milestone", id, "title").await
    });
    for reply in futures_util::future::join_all(redactions).await {
        reply.expect(201);
    }
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}
