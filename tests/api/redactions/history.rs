//! History stays readable, says who redacted when, and cannot be rewritten otherwise.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};

use super::{LEAK, milestone, post, redact};
use crate::support::World;

async fn history(world: &World, milestone: &str) -> Vec<Value> {
    let path = format!("/v1/milestones/{milestone}/history?limit=200");
    let page = world.alpha_expert.get(&path).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn the_history_says_who_redacted_what_when() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    let comment = post(
        &world.alpha_expert,
        &format!("/v1/milestones/{id}/comments"),
        json!({"text": LEAK}),
    )
    .await;
    let before = history(&world, &id).await.len();
    let redaction = redact(&world.coordinator, "comment", &comment, "text")
        .await
        .expect(201);
    let entries = history(&world, &id).await;
    assert_eq!(
        entries.len(),
        before + 1,
        "told of the comment; the redaction itself is for coordinators"
    );
    let told = &entries[0];
    assert_eq!(
        (&told["action"]["code"], &told["entity"], &told["entity_id"]),
        (&json!("redacted"), &json!("comment"), &json!(comment))
    );
    assert_eq!(told["actor"]["id"], world.coordinator.account().to_string());
    assert_eq!(told["after"], json!({"redaction": redaction["id"], "field": "text"}));
    let created = entries
        .iter()
        .find(|entry| entry["entity_id"] == comment.as_str() && entry["action"]["code"] == "created");
    assert_eq!(created.unwrap()["after"]["text"], redaction["marker"]);
    assert!(!json!(entries).to_string().contains("Quasimodo"));
    let whole = world
        .coordinator
        .get(&format!("/v1/milestones/{id}/history"))
        .await
        .expect(200);
    assert_eq!(whole["items"][0]["change_id"], whole["items"][1]["change_id"]);
    assert!(
        whole["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|entry| entry["entity"] == "redaction")
    );
}

#[actix_web::test]
async fn a_motive_that_only_the_history_keeps_can_be_redacted() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    let path = format!("/v1/milestones/{id}");
    world
        .technical_coordinator
        .act(&path, "cancel", json!({"motive": LEAK}))
        .await
        .expect(200);
    let entry = history(&world, &id)
        .await
        .into_iter()
        .find(|entry| entry["action"]["code"] == "cancelled")
        .unwrap();
    let redaction = redact(
        &world.coordinator,
        "history_entry",
        entry["id"].as_str().unwrap(),
        "motive",
    )
    .await
    .expect(201);
    assert_eq!(redaction["entity"], "history_entry");
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let told = history(&world, &id).await;
    let told = told.iter().find(|told| told["id"] == entry["id"]).unwrap();
    assert_eq!(told["after"]["motive"], redaction["marker"]);
    let again = redact(
        &world.coordinator,
        "history_entry",
        entry["id"].as_str().unwrap(),
        "motive",
    )
    .await;
    assert_eq!(
        again.faults(409, "conflict"),
        [(String::new(), "nothing_to_redact".to_owned())]
    );
}

#[actix_web::test]
async fn a_motive_that_the_history_repeats_goes_from_its_source_too() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    let path = format!("/v1/milestones/{id}");
    let forecast = json!({"forecast_on": "2019-05-09", "motive": LEAK});
    let forecast = post(&world.alpha_expert, &format!("{path}/forecasts"), forecast).await;
    let entry = history(&world, &id)
        .await
        .into_iter()
        .find(|entry| entry["action"]["code"] == "forecast")
        .unwrap();
    let redaction = redact(
        &world.coordinator,
        "history_entry",
        entry["id"].as_str().unwrap(),
        "motive",
    )
    .await
    .expect(201);
    assert_eq!(
        (&redaction["entity"], &redaction["entity_id"]),
        (&json!("forecast"), &json!(forecast))
    );
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}

#[actix_web::test]
async fn completing_a_project_tells_its_motive_once_for_each_milestone_and_all_go() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    milestone(&world, "Atelier").await;
    let path = "/v1/projects/AMI-T-ASN";
    world
        .coordinator
        .act(path, "withdraw", json!({"motive": LEAK}))
        .await
        .expect(200);
    let entry = history(&world, &id)
        .await
        .into_iter()
        .find(|entry| entry["action"]["code"] == "cancelled")
        .unwrap();
    redact(
        &world.coordinator,
        "history_entry",
        entry["id"].as_str().unwrap(),
        "motive",
    )
    .await
    .expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}

#[actix_web::test]
async fn nothing_else_of_what_is_kept_can_be_changed() {
    let world = World::new().await;
    let id = milestone(&world, "Réunion").await;
    let comment = post(
        &world.alpha_expert,
        &format!("/v1/milestones/{id}/comments"),
        json!({"text": "Dit."}),
    )
    .await;
    let mut conn = world.app.connection().await;
    let mut refused = async |statement: &str, why: &str| {
        let done = conn.batch_execute(statement).await;
        let error = done.expect_err(statement).to_string();
        assert!(error.contains(why), "{statement}: {error}");
        conn.batch_execute("rollback").await.unwrap();
    };
    let kept = "kept as they were written";
    refused(
        &format!("begin; update comments set text = 'x' where id = '{comment}'"),
        kept,
    )
    .await;
    // Even where a redaction of that field is going on, its row's other columns stay.
    let set = "select set_config('jalon.redacting', 'text', true)";
    refused(
        &format!("begin; {set}; update comments set author_id = gen_random_uuid() where id = '{comment}'"),
        kept,
    )
    .await;
    refused(
        &format!("begin; {set}; delete from comments where id = '{comment}'"),
        kept,
    )
    .await;
    refused(
        &format!("begin; {set}; update journal set actor_id = gen_random_uuid()"),
        kept,
    )
    .await;
    // And a redaction without its entry in the journal does not commit.
    let untold = format!("select hist.redact('comments', 'text', '{comment}', 'x', gen_random_uuid(), now())");
    refused(&untold, "without a journal entry").await;
    let text = world
        .app
        .text(&format!("select text from comments where id = '{comment}'"))
        .await;
    assert_eq!(text, "Dit.");
}
