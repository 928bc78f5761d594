//! A file that should not have been handed in: its bytes and its name go, what it was stays.

use serde_json::json;
use uuid::Uuid;

use super::{LEAK, milestone, redact};
use crate::support::{Form, Reply, World};

const CONTENT: &str = "# Dossier médical de Zéphirine Quasimodo\n";

/// A file among the evidence of a milestone, handed in under a key.
async fn handed_in(world: &World, milestone: &str, key: &str) -> Reply {
    let form = Form::of("report", "Bilan").file(&format!("{LEAK}.md"), "text/markdown", CONTENT.as_bytes());
    let keyed = world.alpha_expert.with("Idempotency-Key", key);
    keyed
        .upload(&format!("/v1/milestones/{milestone}/evidence/files"), &form)
        .await
}

/// How many files the service keeps.
fn kept(world: &World) -> usize {
    world.app.files().len()
}

#[actix_web::test]
async fn its_bytes_and_its_name_go_and_what_it_was_stays() {
    let world = World::new().await;
    let milestone = milestone(&world, "Essai").await;
    let made = handed_in(&world, &milestone, "bilan").await.expect(201);
    let id = made["id"].as_str().unwrap();
    let path = format!("/v1/evidence/{id}");
    assert_eq!(kept(&world), 1);
    let redaction = redact(&world.coordinator, "evidence", id, "file").await.expect(201);
    assert_eq!(redaction["field"], "file");
    assert_eq!(redaction["sha256"], json!([made["file"]["sha256"]]));

    assert_eq!(kept(&world), 0);
    world.app.sql("analyze").await;
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let shown = world.alpha_expert.get(&path).await.expect(200);
    let expected = json!({"name": redaction["marker"], "media_type": "text/markdown", "size": CONTENT.len(),
        "sha256": made["file"]["sha256"]});
    assert_eq!(shown["file"], expected);
    assert_eq!(
        (&shown["content"], &shown["url"], &shown["title"]),
        (&json!(null), &json!(null), &json!("Bilan"))
    );
    let gone = world.alpha_expert.get(&format!("{path}/content")).await;
    assert_eq!(gone.refused(404, "not_found")[0]["code"], "file_redacted");
    // The retry of what brought it happened once, and answers what is true now.
    let again = handed_in(&world, &milestone, "bilan").await;
    assert_eq!(again.expect(201), shown);
    assert_eq!(kept(&world), 0);
    redact(&world.coordinator, "evidence", id, "file")
        .await
        .refused(409, "conflict");
    redact(&world.coordinator, "evidence", id, "file_name")
        .await
        .refused(409, "conflict");
    let history = format!("/v1/milestones/{milestone}/history?limit=100");
    let history = world.alpha_expert.get(&history).await.expect(200);
    let told = history["items"].as_array().unwrap().iter();
    let told: Vec<_> = told.filter(|entry| entry["action"]["code"] == "redacted").collect();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[actix_web::test]
async fn its_name_alone_can_go() {
    let world = World::new().await;
    let milestone = milestone(&world, "Essai").await;
    let made = handed_in(&world, &milestone, "bilan").await.expect(201);
    let id = made["id"].as_str().unwrap();
    let redaction = redact(&world.coordinator, "evidence", id, "file_name")
        .await
        .expect(201);
    let shown = world.alpha_expert.get(&format!("/v1/evidence/{id}")).await.expect(200);
    assert_eq!(shown["file"]["name"], redaction["marker"]);
    let content = world.alpha_expert.get(shown["content"].as_str().unwrap()).await;
    assert_eq!((content.status.as_u16(), content.text.as_str()), (200, CONTENT));
    let saved_as = format!("{}.md", redaction["marker"].as_str().unwrap());
    let disposition = content.header("Content-Disposition");
    assert!(disposition.contains(&saved_as), "{disposition}");
    redact(&world.coordinator, "evidence", id, "file").await.expect(201);
    assert_eq!(kept(&world), 0);
}

#[actix_web::test]
async fn another_hand_in_of_the_same_bytes_stays() {
    let world = World::new().await;
    let milestone = milestone(&world, "Essai").await;
    let first = handed_in(&world, &milestone, "un").await.id();
    let second = handed_in(&world, &milestone, "deux").await.expect(201);
    redact(&world.coordinator, "evidence", &first, "file").await.expect(201);
    let content = world.alpha_expert.get(second["content"].as_str().unwrap()).await;
    assert_eq!(content.text, CONTENT);
    assert_eq!(kept(&world), 1);
}

#[actix_web::test]
async fn a_link_has_no_file_to_redact() {
    let world = World::new().await;
    let milestone = milestone(&world, "Essai").await;
    let body = json!({"type": "report", "title": "Bilan", "url": "https://depot.example/bilan.pdf"});
    let path = format!("/v1/milestones/{milestone}/evidence");
    let link = world.alpha_expert.post(&path, body).await.id();
    for field in ["file", "file_name"] {
        let refused = redact(&world.coordinator, "evidence", &link, field).await;
        assert_eq!(refused.refused(409, "conflict")[0]["code"], "nothing_to_redact");
    }
    redact(&world.coordinator, "evidence", &Uuid::now_v7().to_string(), "file")
        .await
        .refused(404, "not_found");
}
