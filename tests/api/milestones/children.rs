//! Forecasts, comments, observations.

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join3;
use serde_json::json;

use super::{attach, begun, column, plan, submitted};
use crate::support::World;

/// The order of forecasts is that in which they were made, not that in which they were asked for.
#[actix_web::test]
async fn a_forecast_that_waited_is_the_newest() {
    let world = World::new().await;
    let path = plan(&world, json!({})).await;
    let forecasts = format!("{path}/forecasts");
    let say = |on: &str| json!({"forecast_on": on, "motive": "Point du jour."});
    // Both wait for the project, whichever asked first.
    let mut holder = world.app.connection().await;
    let hold = "begin; select from projects for no key update";
    holder.batch_execute(hold).await.unwrap();
    let first = world.alpha_expert.post(&forecasts, say("2019-09-30"));
    let second = world.asn_laureate.post(&forecasts, say("2019-08-24"));
    let meanwhile = async {
        world.app.waiting(2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (first, second, ()) = join3(first, second, meanwhile).await;
    first.expect(201);
    second.expect(201);
    let shown = world.coordinator.get(&path).await.expect(200);
    let listed = world.coordinator.get(&forecasts).await.expect(200);
    let listed = column(&listed, "forecast_on");
    assert_eq!(listed.len(), 3);
    assert_eq!(shown["forecast_on"], listed[0]);
}

#[actix_web::test]
async fn forecasts_are_kept_and_the_newest_counts() {
    let world = World::new().await;
    let path = plan(&world, json!({})).await;
    let body = json!({"forecast_on": "2019-07-01", "motive": "Données en retard."});
    let client = world.alpha_expert.with("Idempotency-Key", "forecast-1");
    let made = client.post(&format!("{path}/forecasts"), body.clone()).await;
    assert_eq!(made.expect(201)["recorded_by"]["name"], "Experte Alpha");
    assert_eq!(
        client
            .post(&format!("{path}/forecasts"), body)
            .await
            .header("Idempotency-Replayed"),
        "true"
    );
    let shown = world.coordinator.get(&path).await.json();
    assert_eq!(
        (&shown["forecast_on"], &shown["version"]),
        (&json!("2019-07-01"), &json!(2))
    );
    let history = world
        .asn_laureate
        .get(&format!("{path}/forecasts?count=true"))
        .await
        .expect(200);
    assert_eq!(column(&history, "forecast_on"), ["2019-07-01", "2019-06-14"]);
    assert_eq!(history["total"], 2);
    let page = world
        .asn_laureate
        .get(&format!("{path}/forecasts?limit=1"))
        .await
        .expect(200);
    let rest = format!("{path}/forecasts?limit=1&cursor={}", page["next"].as_str().unwrap());
    assert_eq!(
        column(&world.asn_laureate.get(&rest).await.expect(200), "motive"),
        ["initial"]
    );
    let reply = world
        .alpha_expert
        .post(&format!("{path}/forecasts"), json!({"forecast_on": "demain"}))
        .await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/forecast_on".to_owned(), "invalid_format".to_owned()),
            ("/motive".to_owned(), "missing_field".to_owned())
        ]
    );
}

#[actix_web::test]
async fn comments_and_evidence_are_read_by_those_of_the_project() {
    let world = World::new().await;
    let path = begun(&world, json!({})).await;
    world
        .alpha_expert
        .post(&format!("{path}/comments"), json!({"text": "  Un mot.  "}))
        .await
        .expect(201);
    world
        .asn_laureate
        .post(&format!("{path}/comments"), json!({"text": "Un autre."}))
        .await
        .expect(201);
    let comments = world.coordinator.get(&format!("{path}/comments")).await.expect(200);
    assert_eq!(column(&comments, "text"), ["Un autre.", "Un mot."]);
    assert_eq!(
        comments["items"][1]["author"]["id"],
        world.alpha_expert.account().to_string()
    );
    let added = attach(&world.alpha_expert, &path, "report").await;
    let shown = world.asn_laureate.get(added.header("Location")).await.expect(200);
    assert_eq!(
        (&shown["type"], &shown["added_by"]["name"]),
        (&json!("report"), &json!("Experte Alpha"))
    );
    world
        .observer
        .get(added.header("Location"))
        .await
        .refused(403, "forbidden");
    let list = world.coordinator.get(&format!("{path}/evidence")).await.expect(200);
    assert_eq!(column(&list, "id"), [added.id()]);
}

#[actix_web::test]
async fn the_provider_or_the_laureate_may_observe_on_a_decision() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    world
        .technical_coordinator
        .act(&path, "reject", json!({"motive": "Hors sujet."}))
        .await
        .expect(200);
    let decisions = world.alpha_expert.get(&format!("{path}/decisions")).await.expect(200);
    let observations = format!(
        "/v1/decisions/{}/observations",
        decisions["items"][0]["id"].as_str().unwrap()
    );
    world
        .alpha_expert
        .post(&observations, json!({"text": "Voir page 12."}))
        .await
        .expect(201);
    world
        .asn_laureate
        .post(&observations, json!({"text": "De même."}))
        .await
        .expect(201);
    world
        .technical_coordinator
        .post(&observations, json!({"text": "Non."}))
        .await
        .refused(403, "forbidden");
    world.observer.get(&observations).await.refused(403, "forbidden");
    let list = world.technical_coordinator.get(&observations).await.expect(200);
    assert_eq!(column(&list, "text"), ["De même.", "Voir page 12."]);
    world
        .alpha_expert
        .get("/v1/decisions/nothing/observations")
        .await
        .refused(404, "not_found");
}
