//! Two coordinators edit the same project.

use serde_json::json;

use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

#[actix_web::test]
async fn the_second_is_told_who_was_first_and_when() {
    let world = World::new().await;
    let held = world.technical_coordinator.get(ASN).await;
    let first = world
        .coordinator
        .matching(&held)
        .patch(ASN, json!({"title": "Lettres", "summary": "Un essai."}))
        .await;
    let first = first.expect(200);
    assert_eq!((&first["title"], &first["version"]), (&json!("Lettres"), &json!(2)));
    let second = world
        .technical_coordinator
        .matching(&held)
        .patch(ASN, json!({"title": "Courriers"}))
        .await;
    second.refused(412, "stale");
    assert_eq!(second.etag(), world.coordinator.get(ASN).await.etag());
    let current = &second.json()["current"];
    assert_eq!(
        current["updated_by"],
        json!({"id": world.coordinator.account(), "name": "Coordination DITP"})
    );
    let told: chrono::DateTime<chrono::Utc> = current["updated_at"].as_str().unwrap().parse().unwrap();
    let was: chrono::DateTime<chrono::Utc> = first["updated_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(told.timestamp_micros(), was.timestamp_micros());
    // The tag of the refusal is enough to go on, and null clears.
    let third = world
        .technical_coordinator
        .with("If-Match", second.etag())
        .patch(ASN, json!({"summary": null}))
        .await;
    assert_eq!(third.expect(200)["summary"], json!(null));
    let stale = world
        .technical_coordinator
        .matching(&held)
        .post(&format!("{ASN}/withdraw"), json!({"motive": "x"}))
        .await;
    stale.refused(412, "stale");
}

#[actix_web::test]
async fn an_edit_without_if_match_is_refused_before_its_rules() {
    let world = World::new().await;
    world
        .coordinator
        .patch(ASN, json!({"title": "X"}))
        .await
        .refused(428, "precondition_required");
    for action in ["start", "complete"] {
        let reply = world
            .coordinator
            .post(&format!("{ASN}/{action}"), json!({"on": "2001-01-01"}))
            .await;
        reply.refused(428, "precondition_required");
    }
    for action in ["withdraw", "reopen"] {
        let reply = world.coordinator.post(&format!("{ASN}/{action}"), json!({})).await;
        reply.refused(428, "precondition_required");
    }
    let cleared = world
        .coordinator
        .with("If-Match", "*")
        .patch(ASN, json!({"title": null, "code": "X"}))
        .await;
    assert_eq!(
        cleared.faults(422, "invalid_body"),
        [
            ("/code".to_owned(), "unknown_field".to_owned()),
            ("/title".to_owned(), "not_nullable".to_owned())
        ]
    );
}
