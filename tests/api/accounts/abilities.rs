//! What an account may do, as the caller is told of itself: evaluating.

use serde_json::json;

use super::service_of;
use crate::exchanges::label;
use crate::support::World;

#[actix_web::test]
async fn whoever_holds_a_jurors_grant_today_may_evaluate() {
    let world = World::new().await;
    let grants = format!("/v1/accounts/{}/grants", world.nobody.account());
    let grant = json!({"role": "juror", "programme": "AMI-T", "from": "2019-03-05", "until": "2019-03-06"});
    world.administrator.post(&grants, grant).await.expect(201);
    for (today, may) in [
        ("2019-03-04", json!([])),
        ("2019-03-05", json!(["evaluate"])),
        ("2019-03-06", json!([])),
    ] {
        let service = world.app.on(today);
        let me = world.nobody.at(&service.base_url).get("/v1/me").await.expect(200);
        assert_eq!(me["may"], may, "{today}");
    }
    for client in [
        &world.coordinator,
        &world.asn_laureate,
        &world.alpha_expert,
        &world.observer,
        &world.administrator,
    ] {
        let me = client.get("/v1/me").await.expect(200);
        assert!(!me["may"].as_array().unwrap().contains(&json!("evaluate")), "{me}");
    }
}

#[actix_web::test]
async fn a_service_evaluates_within_its_scopes() {
    let world = World::new().await;
    for (scopes, may) in [
        (json!(["evaluations:write"]), json!(["evaluate"])),
        (json!(["call:read", "evaluations:read"]), json!([])),
    ] {
        let service = service_of(&world, "juror", scopes.clone()).await;
        let me = service.get("/v1/me").await.expect(200);
        assert_eq!((&me["scopes"], &me["may"]), (&scopes, &may));
    }
    // Nor does one with the scope that is no juror.
    let other = service_of(&world, "observer", json!(["evaluations:write"])).await;
    assert_eq!(other.get("/v1/me").await.expect(200)["may"], json!([]));
}

#[actix_web::test]
async fn it_is_named_in_both_languages() {
    let world = World::new().await;
    for (language, begins) in [("fr", "Évaluer"), ("en", "Evaluate")] {
        let label = label(&world, "abilities", "evaluate", language).await;
        assert!(label.starts_with(begins), "{label}");
    }
}
