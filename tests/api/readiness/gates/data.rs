//! The gate of the data: there are some, all of them are reachable, and no impact assessment is owed.

use serde_json::{Value, json};

use crate::readiness::{ASN, both, id_of, lacks, leads, made, readers, satisfied, state, why};
use crate::support::{Client, World};

/// Adds a dataset to ASN's project and gives its path.
async fn added(by: &Client, name: &str, more: Value) -> String {
    let mut body = json!({"name": name, "existence": "exists", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "Archives de l'inspection"}});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    made(by, &format!("{ASN}/datasets"), body).await
}

#[actix_web::test]
async fn there_are_some_and_each_is_reached_with_its_assessment_done() {
    let world = World::new().await;
    let (who, expert) = (&world.coordinator, &world.alpha_expert);
    assert_eq!(state(who, "data").await, "missing");
    assert_eq!(why(who, "data").await[0].len(), 1, "there is none");
    leads(&readers(&world), "data", &[]).await;
    let letters = added(
        expert,
        "Lettres de suites",
        json!({"personal_data": true, "dpia": "to_do"}),
    )
    .await;
    // Neither reached nor assessed: a sentence for each.
    lacks(who, "data", &both(&["Lettres de suites", "Lettres de suites"])).await;
    let plans = added(expert, "Plans des sites", json!({"existence": "to_build"})).await;
    expert.act(&plans, "open", json!({})).await.expect(200);
    let all = ["Lettres de suites", "Lettres de suites", "Plans des sites"];
    lacks(who, "data", &both(&all)).await;
    leads(&readers(&world), "data", &[id_of(&letters), id_of(&plans)]).await;

    expert.act(&letters, "request", json!({})).await.expect(200);
    lacks(who, "data", &both(&all)).await;
    expert.act(&letters, "grant", json!({})).await.expect(200);
    lacks(who, "data", &both(&["Lettres de suites", "Plans des sites"])).await;
    let edit = expert.with("If-Match", "*");
    edit.patch(&plans, json!({"existence": "partial"})).await.expect(200);
    lacks(who, "data", &both(&["Lettres de suites"])).await;
    edit.patch(&letters, json!({"dpia": "in_progress"})).await.expect(200);
    lacks(who, "data", &both(&["Lettres de suites"])).await;
    leads(&readers(&world), "data", &[id_of(&letters)]).await;
    edit.patch(&letters, json!({"dpia": "done"})).await.expect(200);
    satisfied(who, "data").await;
    let motive = json!({"motive": "Le producteur a suspendu les envois."});
    expert.act(&plans, "block", motive).await.expect(200);
    lacks(who, "data", &both(&["Plans des sites"])).await;
}

#[actix_web::test]
async fn an_assessment_that_is_not_needed_is_not_owed() {
    let world = World::new().await;
    let expert = &world.alpha_expert;
    let open = added(expert, "Textes publiés", json!({})).await;
    expert.act(&open, "open", json!({})).await.expect(200);
    satisfied(&world.coordinator, "data").await;
    // One of no personal data can be owed all the same.
    let edit = expert.with("If-Match", "*");
    edit.patch(&open, json!({"dpia": "to_do"})).await.expect(200);
    lacks(&world.coordinator, "data", &both(&["Textes publiés"])).await;
}
