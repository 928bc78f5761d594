//! A text that was taken back is erased where it stood, and nowhere else.

use serde_json::{Value, json};

use super::LEAK;
use crate::support::World;

#[actix_web::test]
async fn why_data_were_blocked_is_erased_once_they_are_granted() {
    let world = World::new().await;
    let expert = &world.alpha_expert;
    let data = json!({"name": "Lettres", "existence": "exists", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "Un service"}});
    let made = expert.post("/v1/projects/AMI-T-ASN/datasets", data).await;
    made.expect(201);
    let path = format!("/v1/projects/AMI-T-ASN/datasets/{}", made.id());
    expert.act(&path, "block", json!({"motive": LEAK})).await.expect(200);
    let granted = expert.act(&path, "grant", json!({})).await.expect(200).clone();
    let redaction = json!({"entity": "dataset", "id": made.id(), "field": "block_motive", "motive": "Erreur."});
    world.coordinator.post("/v1/redactions", redaction).await.expect(201);
    let shown = world.coordinator.get(&path).await.expect(200).clone();
    assert_eq!(shown["block_motive"], Value::Null);
    assert_eq!(
        (&shown["access"], &shown["name"]),
        (&granted["access"], &granted["name"])
    );
    for kept in ["hist.datasets", "journal"] {
        let left = format!("select count(*) from {kept} it where it::text like '%{LEAK}%'");
        assert_eq!(world.app.text(&left).await, "0", "{kept}");
    }
}
