//! Planning and changing missions.

use serde_json::json;
use uuid::Uuid;

use super::{log, of_alpha};
use crate::support::World;

const CHU: &str = "/v1/projects/AMI-T-CHU/missions";

#[actix_web::test]
async fn a_mission_opens_the_project_to_the_accounts_it_names() {
    let world = World::new().await;
    world.alpha_expert.get(CHU).await.refused(404, "not_found");
    let mut body = of_alpha(&world);
    body["accounts"] = json!([world.alpha_expert.account()]);
    let reply = world.coordinator.post(CHU, body).await;
    let made = reply.expect(201);
    assert_eq!(reply.header("Location"), format!("/v1/missions/{}", reply.id()));
    assert_eq!(
        made["provider"],
        json!({"id": world.alpha, "name": "Alpha Conseil", "short_name": "Alpha"})
    );
    assert_eq!(made["project"]["code"], "AMI-T-CHU");
    assert_eq!(
        made["accounts"],
        json!([{"id": world.alpha_expert.account(), "name": "Experte Alpha"}])
    );
    assert_eq!(
        (&made["from"], &made["until"]),
        (&json!("2019-02-01"), &json!("2019-06-01"))
    );
    assert_eq!(
        (&made["ordered_days"], &made["logged_days"], &made["over_ordered_days"]),
        (&json!(2.0), &json!(0.0), &json!(0.0))
    );

    let seen = world.alpha_expert.get(CHU).await.expect(200);
    assert_eq!(seen["items"], json!([made]), "its own, not Beta's");
    world.alpha_colleague.get(CHU).await.refused(404, "not_found");
    world
        .alpha_colleague
        .get(&format!("/v1/missions/{}", reply.id()))
        .await
        .refused(404, "not_found");
    let told = format!(
        "select action || ' ' || (project_id = '{}') from journal where entity = 'mission' and entity_id = '{}'",
        world.chu_project,
        reply.id()
    );
    assert_eq!(world.app.text(&told).await, "created true");
}

#[actix_web::test]
async fn every_rule_that_is_broken_is_told_at_once() {
    let world = World::new().await;
    let stranger = Uuid::now_v7();
    let body = json!({"provider": world.asn, "tracks": ["roadmap", "art", "roadmap"], "from": "2019-06-01", "until": "2019-06-01",
                      "accounts": [world.asn_laureate.account(), world.alpha_expert.account(), stranger, world.asn_laureate.account()]});
    let reply = world.coordinator.post(CHU, body).await;
    let expected = [
        ("/accounts/1", "unknown_reference"),
        ("/accounts/2", "unknown_reference"),
        ("/accounts/3", "duplicate"),
        ("/provider", "wrong_organisation_kind"),
        ("/tracks/1", "unknown_track"),
        ("/tracks/2", "duplicate"),
        ("/until", "range_reversed"),
    ];
    assert_eq!(
        reply.faults(422, "invalid_body"),
        expected.map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
    let mut body = of_alpha(&world);
    body["provider"] = json!(stranger);
    body["tracks"] = json!([]);
    let reply = world.coordinator.post(CHU, body).await;
    let expected = [("/provider", "unknown_reference"), ("/tracks", "too_short")];
    assert_eq!(
        reply.faults(422, "invalid_body"),
        expected.map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
    let body = json!({"provider": "alpha", "tracks": "roadmap", "from": "2019-2-1", "ordered_days": -1, "price": 3});
    let reply = world.coordinator.post(CHU, body).await;
    let expected = [
        ("/from", "invalid_format"),
        ("/ordered_days", "out_of_range"),
        ("/price", "unknown_field"),
        ("/provider", "invalid_format"),
        ("/tracks", "wrong_type"),
        ("/until", "missing_field"),
    ];
    assert_eq!(
        reply.faults(422, "invalid_body"),
        expected.map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
}

#[actix_web::test]
async fn only_coordinators_plan_and_change_missions() {
    let world = World::new().await;
    let mission = format!("/v1/missions/{}", world.beta_mission);
    let read = world.coordinator.get(&mission).await;
    for refused in [&world.beta_expert, &world.chu_laureate, &world.observer] {
        refused.post(CHU, of_alpha(&world)).await.refused(403, "forbidden");
        refused
            .matching(&read)
            .patch(&mission, json!({"ordered_days": 1}))
            .await
            .refused(403, "forbidden");
    }
    for blind in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.administrator,
        &world.nobody,
    ] {
        blind.post(CHU, of_alpha(&world)).await.refused(404, "not_found");
        blind
            .matching(&read)
            .patch(&mission, json!({"ordered_days": 1}))
            .await
            .refused(404, "not_found");
    }
    world
        .technical_coordinator
        .post(CHU, of_alpha(&world))
        .await
        .expect(201);
}

#[actix_web::test]
async fn the_same_request_again_plans_nothing_more() {
    let world = World::new().await;
    let client = world.coordinator.with("Idempotency-Key", "m1");
    let first = client.post(CHU, of_alpha(&world)).await;
    first.expect(201);
    let again = client.post(CHU, of_alpha(&world)).await;
    assert_eq!(again.expect(201), first.json());
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        world.coordinator.get(&format!("{CHU}?count=true")).await.json()["total"],
        2
    );
}

#[actix_web::test]
async fn a_mission_is_changed_from_the_version_that_was_read() {
    let world = World::new().await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let read = world.coordinator.get(&path).await;
    world
        .coordinator
        .patch(&path, json!({"ordered_days": 30}))
        .await
        .refused(428, "precondition_required");
    let sent = json!({"until": "2019-02-01", "accounts": [world.alpha_expert.account()], "ordered_days": null, "purchase_order": "BC-7"});
    let changed = world.coordinator.matching(&read).patch(&path, sent).await;
    let seen = changed.expect(200);
    assert_eq!(
        (&seen["until"], &seen["version"], &seen["purchase_order"]),
        (&json!("2019-02-01"), &json!(2), &json!("BC-7"))
    );
    assert!(seen["ordered_days"].is_null() && seen["over_ordered_days"].is_null());
    assert_eq!(seen["tracks"], read.json()["tracks"]);
    world
        .alpha_colleague
        .get("/v1/projects/AMI-T-ASN/missions")
        .await
        .refused(404, "not_found");
    world
        .technical_coordinator
        .matching(&read)
        .patch(&path, json!({"ordered_days": 5}))
        .await
        .refused(412, "stale");
    let reversed = world
        .coordinator
        .matching(&changed)
        .patch(&path, json!({"from": "2019-02-01"}))
        .await;
    assert_eq!(
        reversed.faults(422, "invalid_body"),
        [("/until".to_owned(), "range_reversed".to_owned())]
    );
    let everyone = world
        .coordinator
        .matching(&changed)
        .patch(&path, json!({"accounts": null}))
        .await
        .expect(200);
    assert_eq!(everyone["accounts"], json!([]));
}

#[actix_web::test]
async fn a_mission_with_logged_work_is_shortened_but_keeps_its_provider() {
    let world = World::new().await;
    log(
        &world,
        world.alpha_expert.account(),
        &[(Uuid::now_v7(), "2019-02-20", 1.0, None)],
    )
    .await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let read = world.coordinator.get(&path).await;
    let refused = world
        .coordinator
        .matching(&read)
        .patch(&path, json!({"provider": world.beta}))
        .await
        .refused(409, "conflict");
    assert_eq!(
        (&refused[0]["code"], &refused[0]["pointer"]),
        (&json!("in_use"), &json!("/provider"))
    );
    let shortened = world
        .coordinator
        .matching(&read)
        .patch(&path, json!({"until": "2019-02-10", "ordered_days": 0.5}))
        .await
        .expect(200);
    assert_eq!(
        (&shortened["logged_days"], &shortened["over_ordered_days"]),
        (&json!(1.0), &json!(0.5))
    );

    // Without logged work, the provider can be mended, with accounts of its own.
    let path = format!("/v1/missions/{}", world.beta_mission);
    let read = world.coordinator.get(&path).await;
    let mended = world
        .coordinator
        .matching(&read)
        .patch(
            &path,
            json!({"provider": world.alpha, "accounts": [world.alpha_expert.account()]}),
        )
        .await;
    assert_eq!(mended.expect(200)["provider"]["short_name"], "Alpha");
}
