//! Who writes a version, what keeps it from being deleted, what the history says.

use serde_json::json;

use super::{PROTOTYPES, added, faults, version};
use crate::support::World;

#[actix_web::test]
async fn those_who_build_write_it_and_those_who_coordinate_read_it() {
    let world = World::new().await;
    let path = added(&world.alpha_expert, "0.1", json!({})).await;
    for (place, builder) in [&world.alpha_expert, &world.alpha_colleague, &world.asn_laureate]
        .into_iter()
        .enumerate()
    {
        let made = added(builder, &format!("1.{place}"), json!({})).await;
        let who = builder.with("If-Match", "*");
        who.patch(&made, json!({"licence": "MIT"})).await.expect(200);
        assert_eq!(who.delete(&made).await.status, 204);
    }
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status, code) in [
        (&world.coordinator, 403, "forbidden"),
        (&world.technical_coordinator, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        let body = version("2.0", json!({}));
        who.post(PROTOTYPES, body).await.refused(status, code);
        who.patch(&path, json!({"licence": "MIT"})).await.refused(status, code);
        who.delete(&path).await.refused(status, code);
    }
    for reader in [&world.coordinator, &world.technical_coordinator, &world.asn_laureate] {
        assert_eq!(reader.get(&path).await.expect(200), before);
        let list = reader.get(PROTOTYPES).await.expect(200);
        assert_eq!(list["items"], json!([before]));
    }
    world.observer.get(&path).await.refused(403, "forbidden");
    world.observer.get(PROTOTYPES).await.refused(403, "forbidden");
    world.beta_expert.get(PROTOTYPES).await.refused(404, "not_found");
}

#[actix_web::test]
async fn one_that_a_trial_names_stays() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let mistake = added(&who, "0.1", json!({})).await;
    who.patch(&mistake, json!({"version": "0.2"})).await.expect(200);
    let untagged = world.asn_laureate.delete(&mistake).await;
    untagged.refused(428, "precondition_required");
    assert_eq!(who.delete(&mistake).await.status, 204);
    who.get(&mistake).await.refused(404, "not_found");
    let in_use = faults(&[("", "in_use")]);
    let (tried, other) = (added(&who, "1.0", json!({})).await, added(&who, "1.1", json!({})).await);
    let id = tried.rsplit('/').next().unwrap();
    let trials = "/v1/projects/AMI-T-ASN/trials";
    let body = json!({"prototype": id, "audience": "agents", "protocol": "Trois tâches.", "from": "2019-03-01", "measures": []});
    let planned = who.post(trials, body.clone()).await;
    planned.expect(201);
    let kept = who.delete(&tried).await;
    assert_eq!(kept.faults(409, "conflict"), in_use);
    who.get(&tried).await.expect(200);
    // Another version is not the one that is named.
    assert_eq!(who.delete(&other).await.status, 204);
    // A trial that was planned by mistake keeps nothing, one that was cancelled does.
    let planned = format!("{trials}/{}", planned.id());
    assert_eq!(who.delete(&planned).await.status, 204);
    let cancelled = format!("{trials}/{}", who.post(trials, body).await.id());
    who.act(&cancelled, "cancel", json!({})).await.expect(200);
    let kept = who.delete(&tried).await;
    assert_eq!(kept.faults(409, "conflict"), in_use);
    // What is tried can be edited all the same.
    who.patch(&tried, json!({"maturity": "in_production"}))
        .await
        .expect(200);
}

#[actix_web::test]
async fn the_history_says_what_was_done_to_it() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = added(&who, "0.3", json!({"description": "Cherche."})).await;
    let edit = json!({"maturity": "in_production", "licence": "MIT"});
    who.patch(&path, edit).await.expect(200);
    assert_eq!(who.delete(&path).await.status, 204);
    let history = "/v1/projects/AMI-T-ASN/history?entity=prototype";
    let page = world.coordinator.get(history).await.expect(200);
    let items = page["items"].as_array().unwrap();
    let told: Vec<_> = items.iter().map(|entry| entry["action"]["code"].clone()).collect();
    assert_eq!(told, ["deleted", "updated", "created"]);
    for entry in items {
        let sentence = entry["sentence"].as_str().unwrap();
        assert!(
            sentence.starts_with("Experte Alpha — ") && sentence.contains(" : prototype 0.3"),
            "{sentence}"
        );
    }
    let edited = items[1]["sentence"].as_str().unwrap();
    assert!(edited.contains("maturité") && edited.contains("licence"), "{edited}");
    assert_eq!(
        (&items[1]["before"]["maturity"], &items[1]["after"]["maturity"]),
        (&json!("functional"), &json!("in_production"))
    );
}
