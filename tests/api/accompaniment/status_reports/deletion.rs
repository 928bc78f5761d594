//! What was written by mistake can be deleted until something is done to it.

use serde_json::json;

use super::{HEALTH, REPORTS, faults, id, led_to, listed, told, written};
use crate::support::World;

#[actix_web::test]
async fn a_draft_that_was_only_edited_is_deleted() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = written(&who, json!({})).await;
    who.patch(&path, json!({"next": "Essai."})).await.expect(200);
    let untagged = world.alpha_expert.delete(&path).await;
    untagged.refused(428, "precondition_required");
    assert_eq!(who.delete(&path).await.status, 204);
    for client in [&world.alpha_expert, &world.coordinator] {
        client.get(&path).await.refused(404, "not_found");
    }
    let (_, total) = listed(&world.coordinator, REPORTS).await;
    assert_eq!(total, 0);
    let (actions, _) = told(&world.coordinator, "status_report").await;
    assert_eq!(actions, ["deleted", "updated", "created"]);
}

#[actix_web::test]
async fn one_that_was_endorsed_stays_whatever_became_of_it() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let in_use = faults(&[("", "in_use")]);
    for state in ["endorsed", "published"] {
        let path = led_to(&world, &world.alpha_expert, state, json!({})).await;
        let kept = who.delete(&path).await;
        assert_eq!(kept.faults(409, "conflict"), in_use, "{state}");
        assert_eq!(who.get(&path).await.expect(200)["state"], state);
    }
    let back = led_to(&world, &world.alpha_expert, "endorsed", json!({})).await;
    let edited = who.patch(&back, json!({"next": "Essai."})).await.expect(200);
    assert_eq!(edited["state"], "draft");
    assert_eq!(who.delete(&back).await.faults(409, "conflict"), in_use);
    // Nor is a line ever deleted.
    let line = json!({"overall": "sunny", "text": "Tout va bien."});
    let line = format!("{REPORTS}/{}", who.post(HEALTH, line).await.id());
    assert_eq!(who.delete(&line).await.faults(409, "conflict"), in_use);
    assert_eq!(who.get(&line).await.expect(200)["id"], json!(id(&line)));
}
