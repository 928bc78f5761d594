//! Missions and accounts that have left.

use serde_json::json;

use super::of_alpha;
use crate::support::{Laying, World};

const CHU: &str = "/v1/projects/AMI-T-CHU/missions";

async fn leave(world: &World, how: &str, account: uuid::Uuid) {
    let path = format!("/v1/accounts/{account}/{how}");
    world.administrator.post(&path, json!({})).await.expect(200);
}

#[actix_web::test]
async fn an_account_that_has_left_is_not_named() {
    for how in ["deactivate", "erase"] {
        let world = World::new().await;
        let (expert, colleague) = (world.alpha_expert.account(), world.alpha_colleague.account());
        leave(&world, how, colleague).await;
        let mut body = of_alpha(&world);
        body["accounts"] = json!([expert, colleague]);
        let refused = [("/accounts/1".to_owned(), "account_deactivated".to_owned())];
        let planned = world.coordinator.post(CHU, body.clone()).await;
        assert_eq!(planned.faults(422, "invalid_body"), refused, "{how}");
        body["accounts"] = json!([expert]);
        let mission = world.coordinator.post(CHU, body).await.id();
        let path = format!("/v1/missions/{mission}");
        let coordinator = world.coordinator.with("If-Match", "*");
        let changed = coordinator.patch(&path, json!({"accounts": [expert, colleague]})).await;
        assert_eq!(changed.faults(422, "invalid_body"), refused, "{how}");
    }
}

#[actix_web::test]
async fn who_leaves_closes_nothing_to_its_colleagues() {
    for how in ["deactivate", "erase"] {
        let world = World::new().await;
        let (expert, colleague) = (world.alpha_expert.account(), world.alpha_colleague.account());
        let mut body = of_alpha(&world);
        body["accounts"] = json!([expert]);
        let mission = world.coordinator.post(CHU, body).await.id();
        let path = format!("/v1/missions/{mission}");
        world.alpha_colleague.get(&path).await.refused(404, "not_found");
        leave(&world, how, expert).await;
        // Nobody whom it names is in use: all of the provider's work on it.
        let seen = world.alpha_colleague.get(&path).await.expect(200);
        assert_eq!(seen["accounts"][0]["id"], json!(expert), "{how}");
        let listed = world.alpha_colleague.get("/v1/projects").await.expect(200);
        assert_eq!(listed["items"][0]["code"], "AMI-T-ASN", "{how}");
        assert_eq!(listed["items"][1]["code"], "AMI-T-CHU", "{how}");
        let started = json!({"on": "2019-02-01"});
        let chu = "/v1/projects/AMI-T-CHU";
        world.coordinator.act(chu, "start", started).await.expect(200);
        let entry = json!({"track": "strategic_support", "occurred_on": "2019-03-01", "done": "Entretiens"});
        let log = format!("{chu}/progress-entries");
        world.alpha_colleague.post(&log, entry).await.expect(201);
        // What names it already can be changed, and keep it.
        let coordinator = world.coordinator.with("If-Match", "*");
        coordinator.patch(&path, json!({"ordered_days": 5})).await.expect(200);
        let both = json!({"accounts": [expert, colleague]});
        coordinator.patch(&path, both).await.expect(200);
        world.alpha_colleague.get(&path).await.expect(200);
    }
}

#[actix_web::test]
async fn whoever_is_named_and_stays_works_on_alone() {
    let world = World::new().await;
    let mut lay = Laying::default();
    let third = lay.account("Tiers Alpha", world.alpha, Some(("provider", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    let third = world.app.client_of(third).await;
    let mut body = of_alpha(&world);
    body["accounts"] = json!([world.alpha_expert.account(), world.alpha_colleague.account()]);
    let mission = world.coordinator.post(CHU, body).await.id();
    let path = format!("/v1/missions/{mission}");
    leave(&world, "deactivate", world.alpha_expert.account()).await;
    world.alpha_colleague.get(&path).await.expect(200);
    third.get(&path).await.refused(404, "not_found");
    leave(&world, "deactivate", world.alpha_colleague.account()).await;
    third.get(&path).await.expect(200);
}
