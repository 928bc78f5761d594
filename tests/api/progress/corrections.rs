//! An entry is corrected by another one, never changed.

use serde_json::json;

use super::{LOG, entry};
use crate::support::{NewMilestone, World};

#[actix_web::test]
async fn a_correction_replaces_an_entry_and_frees_its_time() {
    let world = World::new().await;
    let first = world
        .alpha_expert
        .post(LOG, entry(json!({"person_days": 1})))
        .await
        .id();
    let correction = entry(json!({"person_days": 0.75, "done": "Mieux dit", "corrects": first}));
    let second = world.alpha_colleague.post(LOG, correction.clone()).await;
    // The colleague's own day is untouched: the time stays the author's unless said otherwise.
    let second = second.expect(201);
    assert_eq!(second["corrects"], json!(first));
    let seen = world
        .coordinator
        .get(&format!("/v1/progress-entries/{first}"))
        .await
        .expect(200);
    assert_eq!(seen["corrected_by"], second["id"]);
    assert_eq!(seen["done"], "Fait");
    world
        .alpha_expert
        .post(LOG, entry(json!({"person_days": 1})))
        .await
        .expect(201);
    let again = world.alpha_expert.post(LOG, correction).await;
    assert!(
        again
            .faults(422, "invalid_body")
            .contains(&("/corrects".to_owned(), "correction_of_other_entry".to_owned()))
    );
    let action = world
        .app
        .text(&format!(
            "select action from journal where entity_id = {}",
            second["id"].to_string().replace('"', "'")
        ))
        .await;
    assert_eq!(action, "corrected");
}

#[actix_web::test]
async fn only_ones_own_organisations_entries_of_the_project_are_corrected() {
    let world = World::new().await;
    let theirs = world.asn_laureate.post(LOG, entry(json!({}))).await.id();
    let refused = world
        .alpha_expert
        .post(LOG, entry(json!({"corrects": theirs, "person_days": 0.25})))
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/corrects".to_owned(), "correction_of_other_entry".to_owned())]
    );
}

#[actix_web::test]
async fn the_database_refuses_to_change_or_delete_an_entry() {
    let world = World::new().await;
    let id = world.alpha_expert.post(LOG, entry(json!({}))).await.id();
    for statement in [
        "update progress_entries set done = 'Autre'",
        "delete from progress_entries",
    ] {
        let refused =
            diesel_async::SimpleAsyncConnection::batch_execute(&mut world.app.connection().await, statement).await;
        assert!(refused.unwrap_err().to_string().contains("kept as they were written"));
    }
    let seen = world
        .alpha_expert
        .get(&format!("/v1/progress-entries/{id}"))
        .await
        .expect(200);
    assert_eq!(seen["done"], "Fait");
}

/// A correction takes an entry away as well: who may not tell of that work may not untell it.
#[actix_web::test]
async fn only_work_that_one_may_tell_of_is_replaced() {
    let world = World::new().await;
    let told = world.alpha_expert.post(LOG, entry(json!({"percent": 80}))).await.id();
    let mission = json!({"provider": world.alpha, "tracks": ["technical_support"], "from": "2018-11-21", "until": "2019-12-01",
        "accounts": [world.alpha_expert.account()]});
    let missions = "/v1/projects/AMI-T-ASN/missions";
    let technical = world.coordinator.post(missions, mission.clone()).await;
    technical.expect(201);
    let mut roadmap = mission;
    roadmap["tracks"] = json!(["roadmap"]);
    roadmap["accounts"] = json!([world.alpha_colleague.account()]);
    world.coordinator.post(missions, roadmap).await.expect(201);
    // From now on the colleague works on the roadmap alone.
    let first = format!("/v1/missions/{}", world.alpha_mission);
    let named = json!({"accounts": [world.alpha_expert.account()]});
    world
        .coordinator
        .with("If-Match", "*")
        .patch(&first, named)
        .await
        .expect(200);
    let elsewhere = entry(json!({"track": "roadmap", "corrects": told, "done": "Autre chose"}));
    let refused = world.alpha_colleague.post(LOG, elsewhere).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/corrects".to_owned(), "outside_mission".to_owned())]
    );
    let own = entry(json!({"corrects": told, "percent": 70}));
    world.alpha_expert.post(LOG, own).await.expect(201);
}

/// Whether the work replaced may be told of depends on its own milestone, not on the one named now.
#[actix_web::test]
async fn a_deferred_milestone_opens_its_own_entries_alone() {
    let world = World::on("2020-02-01").await;
    let deferred = NewMilestone {
        state: "deferred",
        submitted_on: Some("2019-11-20"),
        ..NewMilestone::default()
    };
    world.milestone(&deferred).await;
    let account = world.alpha_expert.account();
    let old = uuid::Uuid::now_v7();
    crate::missions::log(&world, account, &[(old, "2019-03-01", 0.5, None)]).await;
    let on_deferred = json!({"milestone": "AMI-T-ASN-M01", "occurred_on": "2020-01-10"});
    let mut hooked = entry(on_deferred.clone());
    hooked["corrects"] = json!(old);
    let refused = world.alpha_expert.post(LOG, hooked).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        [("/corrects".to_owned(), "outside_mission".to_owned())]
    );
    let told = world.alpha_expert.post(LOG, entry(on_deferred.clone())).await.id();
    let mut again = entry(on_deferred);
    again["corrects"] = json!(told);
    again["percent"] = json!(60);
    world.alpha_expert.post(LOG, again).await.expect(201);
}
