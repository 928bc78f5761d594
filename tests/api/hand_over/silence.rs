//! A coordinator verifies for a laureate who was silent for longer than the programme's verification days, and not before.

use serde_json::json;

use super::{actor, added, body_of, faults, lead, led_to};
use crate::support::World;

/// Whether a coordinator is refused on that day, until which one.
async fn waits(world: &World, path: &str, day: &str, until: &str) {
    let later = world.app.on(day);
    for coordinator in [&world.coordinator, &world.technical_coordinator] {
        let who = coordinator.at(&later.base_url);
        let before = who.get(path).await.expect(200);
        let refused = who.act(path, "verify", json!({})).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "laureate_to_verify")]),
            "{day}"
        );
        assert_eq!(refused.json()["errors"][0]["params"]["until"], until, "{day}");
        assert_eq!(who.get(path).await.expect(200), before);
    }
}

#[actix_web::test]
async fn until_the_last_of_the_verification_days_it_is_the_laureates() {
    let world = World::new().await;
    let path = led_to(&world, "provided").await;
    for day in ["2019-03-04", "2019-03-05", "2019-03-19"] {
        waits(&world, &path, day, "2019-03-19").await;
    }
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let who = world.coordinator.with("Accept-Language", language);
        let refused = who.act(&path, "verify", json!({})).await;
        messages.push(refused.json()["errors"][0]["message"].clone());
    }
    assert_ne!(messages[0], messages[1]);
    let later = world.app.on("2019-03-20");
    // Providers do not, however long nobody says anything.
    let provider = world.alpha_expert.at(&later.base_url);
    let refused = provider.act(&path, "verify", json!({})).await;
    refused.refused(403, "forbidden");
    let coordinator = world.technical_coordinator.at(&later.base_url);
    let verified = coordinator.act(&path, "verify", json!({})).await.expect(200);
    assert_eq!(
        (
            &verified["state"],
            &verified["provided_on"],
            &verified["verified_on"],
            &verified["updated_by"]["name"]
        ),
        (
            &json!("verified"),
            &json!("2019-03-04"),
            &json!("2019-03-20"),
            &json!("Coordination DINSIC")
        )
    );
}

#[actix_web::test]
async fn the_laureate_may_as_well_before_as_after() {
    let world = World::new().await;
    for day in ["2019-03-04", "2019-03-20", "2019-07-01"] {
        let path = led_to(&world, "provided").await;
        let later = world.app.on(day);
        let who = world.asn_laureate.at(&later.base_url);
        let verified = who.act(&path, "verify", json!({})).await.expect(200);
        assert_eq!(verified["verified_on"], day);
    }
    // Long after, it can still send back what nobody verified.
    let path = led_to(&world, "provided").await;
    let later = world.app.on("2019-07-01");
    let who = world.asn_laureate.at(&later.base_url);
    let returned = who.act(&path, "return", body_of("return")).await.expect(200);
    assert_eq!(returned["state"], "missing");
}

#[actix_web::test]
async fn what_is_provided_again_is_waited_for_anew() {
    let world = World::new().await;
    let path = led_to(&world, "provided").await;
    let later = world.app.on("2019-03-18");
    for verb in ["return", "provide"] {
        let who = actor(&world, verb).at(&later.base_url);
        who.act(&path, verb, body_of(verb)).await.expect(200);
    }
    let provided = world.coordinator.get(&path).await.expect(200);
    assert_eq!(provided["provided_on"], "2019-03-18");
    waits(&world, &path, "2019-03-20", "2019-04-02").await;
    waits(&world, &path, "2019-04-02", "2019-04-02").await;
    let later = world.app.on("2019-04-03");
    let coordinator = world.coordinator.at(&later.base_url);
    let verified = coordinator.act(&path, "verify", json!({})).await.expect(200);
    assert_eq!(verified["verified_on"], "2019-04-03");
}

#[actix_web::test]
async fn the_programme_says_how_many_days() {
    let world = World::new().await;
    let path = led_to(&world, "provided").await;
    let edit = json!({"verification_days": 3});
    let programme = "/v1/programmes/AMI-T";
    let edited = world.coordinator.with("If-Match", "*").patch(programme, edit).await;
    edited.expect(200);
    waits(&world, &path, "2019-03-07", "2019-03-07").await;
    let later = world.app.on("2019-03-08");
    let coordinator = world.coordinator.at(&later.base_url);
    let verified = coordinator.act(&path, "verify", json!({})).await.expect(200);
    assert_eq!(verified["state"], "verified");
}

#[actix_web::test]
async fn what_was_not_provided_waits_for_nobody() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    for (state, verb) in [("missing", "waive"), ("waived", "reopen")] {
        let refused = world.coordinator.act(&path, "verify", json!({})).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "wrong_state")]),
            "{state}"
        );
        let led = world.coordinator.act(&path, verb, body_of(verb)).await;
        led.expect(200);
    }
    lead(&world, &path, "verified").await;
    let refused = world.coordinator.act(&path, "verify", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
}
