//! Why more was logged on a mission than was ordered.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{log, of_alpha};
use crate::support::World;

const CHU: &str = "/v1/projects/AMI-T-CHU/missions";

#[actix_web::test]
async fn a_mission_says_why_or_says_nothing() {
    let world = World::new().await;
    let made = world.coordinator.post(CHU, of_alpha(&world)).await.expect(201);
    assert_eq!(made.get("overrun_motive"), Some(&Value::Null));
    let mut body = of_alpha(&world);
    body["overrun_motive"] = json!("  Deux ateliers de plus.\n\nDemandés par le lauréat.  ");
    let reply = world.coordinator.post(CHU, body).await;
    let made = reply.expect(201);
    assert_eq!(
        made["overrun_motive"],
        "Deux ateliers de plus.\n\nDemandés par le lauréat."
    );
    let path = format!("/v1/missions/{}", reply.id());
    // The laureate and the mission's own provider read it, alone and in the list.
    for reader in [&world.coordinator, &world.chu_laureate, &world.alpha_expert] {
        assert_eq!(reader.get(&path).await.expect(200), made);
        let listed = reader.get(CHU).await.expect(200);
        let items = listed["items"].as_array().unwrap();
        assert!(items.contains(&made), "{listed}");
    }
    world.observer.get(&path).await.refused(403, "forbidden");
    world.beta_expert.get(&path).await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_patch_says_it_says_it_otherwise_and_clears_it() {
    let world = World::new().await;
    let entries = [(Uuid::now_v7(), "2019-02-20", 1.0, None)];
    log(&world, world.alpha_expert.account(), &entries).await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let who = world.coordinator.with("If-Match", "*");
    let before = who.get(&path).await.expect(200);
    assert_eq!(before["overrun_motive"], Value::Null);
    for (version, motive) in [
        (2, json!("Deux ateliers de plus.")),
        (3, json!("Un atelier de plus.")),
        (4, Value::Null),
        (5, json!("Deux ateliers de plus.")),
    ] {
        let edited = who.patch(&path, json!({"overrun_motive": motive})).await.expect(200);
        assert_eq!(
            (&edited["overrun_motive"], &edited["version"]),
            (&motive, &json!(version))
        );
        assert_eq!(who.get(&path).await.expect(200), edited);
    }
    // It stays when something else is edited, and alters nothing that is counted.
    let edited = who.patch(&path, json!({"ordered_days": 0.5})).await.expect(200);
    assert_eq!(
        (
            &edited["overrun_motive"],
            &edited["logged_days"],
            &edited["over_ordered_days"]
        ),
        (&json!("Deux ateliers de plus."), &json!(1.0), &json!(0.5))
    );
    let told = "select string_agg(coalesce(after ->> 'overrun_motive', '—'), ' ' order by seq) from journal
        where entity = 'mission' and action = 'updated'";
    assert_eq!(
        world.app.text(told).await,
        "Deux ateliers de plus. Un atelier de plus. — Deux ateliers de plus. Deux ateliers de plus."
    );
}

#[actix_web::test]
async fn it_is_a_text_that_coordinators_write() {
    let world = World::new().await;
    let path = format!("/v1/missions/{}", world.alpha_mission);
    let who = world.coordinator.with("If-Match", "*");
    let before = who.get(&path).await.expect(200);
    for (wrong, code) in [
        (json!(" "), "too_short"),
        (json!("x".repeat(20_000)), "too_long"),
        (json!(3), "wrong_type"),
        (json!(["Deux ateliers."]), "wrong_type"),
    ] {
        let expected = [("/overrun_motive".to_owned(), code.to_owned())];
        let refused = who.patch(&path, json!({"overrun_motive": wrong})).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected);
        let mut body = of_alpha(&world);
        body["overrun_motive"] = wrong;
        let refused = who.post(CHU, body).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected);
    }
    let motive = json!({"overrun_motive": "Deux ateliers de plus."});
    for client in [&world.alpha_expert, &world.asn_laureate, &world.observer] {
        let refused = client.with("If-Match", "*").patch(&path, motive.clone()).await;
        refused.refused(403, "forbidden");
    }
    for client in [&world.beta_expert, &world.chu_laureate, &world.nobody] {
        let refused = client.with("If-Match", "*").patch(&path, motive.clone()).await;
        refused.refused(404, "not_found");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}
