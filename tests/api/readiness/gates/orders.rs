//! The gate of the orders, what was logged: no more than was ordered, or it is said why.

use serde_json::{Value, json};

use crate::readiness::{ASN, both, gate_of, lacks, leads, readers, readiness, satisfied};
use crate::support::World;

/// The world with half a day logged on Alpha's mission, whose months are countersigned; the mission's path.
async fn settled() -> (World, String) {
    let world = World::new().await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let entry = json!({"track": "prototype", "occurred_on": "2019-02-04", "person_days": 0.5, "done": "Fait"});
    let log = format!("{ASN}/progress-entries");
    world.alpha_expert.post(&log, entry).await.expect(201);
    for month in ["2018-11", "2018-12", "2019-01", "2019-02"] {
        let month = format!("{mission}/months/{month}");
        world.alpha_expert.act(&month, "close", json!({})).await.expect(200);
        world
            .coordinator
            .act(&month, "countersign", json!({}))
            .await
            .expect(200);
    }
    satisfied(&world.coordinator, "orders").await;
    (world, mission)
}

#[actix_web::test]
async fn more_than_was_ordered_says_why() {
    let (world, mission) = settled().await;
    let who = &world.coordinator;
    let edit = who.with("If-Match", "*");
    let ordered = async |days: Value| edit.patch(&mission, json!({"ordered_days": days})).await.expect(200);
    ordered(json!(0.5)).await;
    satisfied(who, "orders").await;
    ordered(json!(0.25)).await;
    lacks(who, "orders", &both(&["Alpha"])).await;
    leads(&readers(&world), "orders", &[]).await;
    let shown = readiness(who, "fr").await;
    let links = gate_of(&shown, "orders")["links"].to_string();
    assert!(links.contains(&mission), "{links}");
    // Besides a month that is open: a sentence for each.
    let january = format!("{mission}/months/2019-01");
    let motive = json!({"motive": "Une saisie manque."});
    who.act(&january, "reopen", motive).await.expect(200);
    lacks(who, "orders", &both(&["Alpha", "Alpha"])).await;
    let why = json!({"overrun_motive": "Un essai de plus, demandé par le comité."});
    edit.patch(&mission, why).await.expect(200);
    lacks(who, "orders", &both(&["2019-01"])).await;
    world.alpha_expert.act(&january, "close", json!({})).await.expect(200);
    who.act(&january, "countersign", json!({})).await.expect(200);
    satisfied(who, "orders").await;
    let silent = json!({"overrun_motive": null});
    edit.patch(&mission, silent).await.expect(200);
    lacks(who, "orders", &both(&["Alpha"])).await;
    // Where nothing was ordered there is nothing beyond it.
    ordered(Value::Null).await;
    satisfied(who, "orders").await;
}
