//! Who may log and read the log.

use serde_json::json;

use super::{LOG, entry};
use crate::support::World;

#[actix_web::test]
async fn an_experts_entry_says_all_that_it_stands_in() {
    let world = World::new().await;
    let milestone = world.milestone(&Default::default()).await;
    let body = entry(json!({"milestone": "AMI-T-ASN-M01", "percent": 40, "next": "Suite"}));
    let reply = world.alpha_expert.post(LOG, body).await;
    let created = reply.expect(201);
    let location = format!("/v1/progress-entries/{}", reply.id());
    assert_eq!(reply.header("Location"), location);
    assert_eq!(created["project"]["code"], "AMI-T-ASN");
    assert_eq!(
        created["milestone"],
        json!({"id": milestone, "code": "AMI-T-ASN-M01", "name": "Jalon 1"})
    );
    assert_eq!(
        created["mission"],
        json!({"id": world.alpha_mission, "name": "Alpha Conseil"})
    );
    assert_eq!(
        created["author"],
        json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"})
    );
    assert_eq!(created["person"], created["author"]);
    assert_eq!(created["organisation"]["name"], "Alpha Conseil");
    assert_eq!(
        (&created["percent"], &created["person_days"]),
        (&json!(40), &json!(0.5))
    );
    assert_eq!(world.alpha_expert.get(&location).await.expect(200), created);
    let told = world
        .app
        .text(&format!(
            "select action || ' ' || milestone_id from journal where entity_id = '{}'",
            reply.id()
        ))
        .await;
    assert_eq!(told, format!("created {milestone}"));
}

#[actix_web::test]
async fn a_laureate_logs_without_a_mission_and_a_coordinator_only_reads() {
    let world = World::new().await;
    let on_hand_over = entry(json!({"track": "hand_over"}));
    let created = world.asn_laureate.post(LOG, on_hand_over.clone()).await.expect(201);
    assert_eq!(created["mission"], json!(null));
    assert_eq!(created["author"]["id"], json!(world.asn_laureate.account()));
    world
        .coordinator
        .post(LOG, on_hand_over)
        .await
        .refused(403, "forbidden");
    assert_eq!(
        world.coordinator.get(LOG).await.expect(200)["items"][0]["id"],
        created["id"]
    );
}

#[actix_web::test]
async fn a_provider_logs_on_its_tracks_only() {
    let world = World::new().await;
    let refused = world.alpha_expert.post(LOG, entry(json!({"track": "hand_over"}))).await;
    assert_eq!(
        refused.faults(403, "forbidden"),
        [("/track".to_owned(), "outside_mission".to_owned())]
    );
    let unknown = world.alpha_expert.post(LOG, entry(json!({"track": "juggling"}))).await;
    assert_eq!(
        unknown.faults(422, "invalid_body"),
        [("/track".to_owned(), "unknown_track".to_owned())]
    );
}

#[actix_web::test]
async fn what_others_may_not_know_is_not_found_and_observers_are_refused() {
    let world = World::new().await;
    let id = world.alpha_expert.post(LOG, entry(json!({}))).await.id();
    let one = format!("/v1/progress-entries/{id}");
    for stranger in [
        &world.beta_expert,
        &world.chu_laureate,
        &world.nobody,
        &world.administrator,
    ] {
        stranger.get(LOG).await.refused(404, "not_found");
        stranger.get(&one).await.refused(404, "not_found");
        stranger.post(LOG, entry(json!({}))).await.refused(404, "not_found");
    }
    world.observer.get(LOG).await.refused(403, "forbidden");
    world.observer.get(&one).await.refused(403, "forbidden");
    world
        .observer
        .post(LOG, entry(json!({})))
        .await
        .refused(403, "forbidden");
    for reader in [&world.asn_laureate, &world.coordinator, &world.alpha_colleague] {
        assert_eq!(reader.get(LOG).await.expect(200)["items"][0]["id"], json!(id));
    }
}

#[actix_web::test]
async fn the_log_is_newest_work_first_filtered_and_paged() {
    let world = World::new().await;
    world.milestone(&Default::default()).await;
    let days = ["2019-02-11", "2019-02-15", "2019-02-13", "2019-02-13"];
    for on in days {
        let body = entry(
            json!({"occurred_on": on, "milestone": if on == "2019-02-11" { json!("AMI-T-ASN-M01") } else { json!(null) }}),
        );
        world.alpha_expert.post(LOG, body).await.expect(201);
    }
    world
        .asn_laureate
        .post(LOG, entry(json!({"track": "roadmap", "occurred_on": "2019-02-14"})))
        .await
        .expect(201);
    let days_of = |page: &serde_json::Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["occurred_on"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut seen = Vec::new();
    let mut ids = Vec::new();
    let mut path = format!("{LOG}?limit=2&count=true");
    loop {
        let page = world.coordinator.get(&path).await.expect(200);
        assert_eq!(page["total"], 5);
        seen.extend(days_of(&page));
        ids.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].to_string()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{LOG}?limit=2&count=true&cursor={next}");
    }
    assert_eq!(
        seen,
        ["2019-02-15", "2019-02-14", "2019-02-13", "2019-02-13", "2019-02-11"]
    );
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5, "no entry twice over pages");
    for (filter, expected) in [
        ("track=roadmap", vec!["2019-02-14"]),
        ("milestone=AMI-T-ASN-M01", vec!["2019-02-11"]),
        ("milestone=AMI-T-ASN-M99", vec![]),
        ("since=2019-02-14&until=2019-02-15", vec!["2019-02-14"]),
        (&format!("organisation={}", world.asn), vec!["2019-02-14"]),
        (
            &format!("author={}&since=2019-02-15", world.alpha_expert.account()),
            vec!["2019-02-15"],
        ),
    ] {
        assert_eq!(
            days_of(&world.coordinator.get(&format!("{LOG}?{filter}")).await.expect(200)),
            expected,
            "{filter}"
        );
    }
}

#[actix_web::test]
async fn another_providers_mission_is_not_disclosed() {
    let world = World::new().await;
    let mission = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2019-01-01", "until": "2019-09-01"});
    let path = "/v1/projects/AMI-T-ASN/missions";
    let mission = world.coordinator.post(path, mission).await.id();
    let made = world.beta_expert.post(LOG, entry(json!({"track": "roadmap"}))).await;
    assert_eq!(
        made.expect(201)["mission"],
        json!({"id": mission, "name": "Beta Recherche"})
    );
    let path = format!("/v1/progress-entries/{}", made.id());
    let seen = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!(seen["mission"], json!({"undisclosed": true}));
    assert_eq!(
        world.asn_laureate.get(&path).await.expect(200)["mission"]["id"],
        json!(mission)
    );
}

/// Of the missions that cover the work, the one that the person works on.
#[actix_web::test]
async fn an_entry_is_told_under_the_mission_of_whoever_worked() {
    let world = World::new().await;
    let mission = json!({"provider": world.alpha, "tracks": ["technical_support"], "from": "2019-02-01", "until": "2019-12-20",
        "accounts": [world.alpha_expert.account()]});
    let later = world
        .coordinator
        .post("/v1/projects/AMI-T-ASN/missions", mission)
        .await
        .id();
    let own = world.alpha_expert.post(LOG, entry(json!({}))).await.expect(201);
    assert_eq!(own["mission"]["id"], json!(later));
    // The colleague is not named in the mission that ends last, and works on the other.
    let colleague = json!({"person": world.alpha_colleague.account()});
    let theirs = world.alpha_expert.post(LOG, entry(colleague)).await.expect(201);
    assert_eq!(theirs["mission"]["id"], json!(world.alpha_mission));
}
