//! Waivers, the newest first, and those that are asked for.

use serde_json::{Value, json};

use crate::readiness::{WAIVERS, id_of, just, listed, waived};
use crate::support::World;

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let team = waived(who, "team", json!({})).await;
    let data = waived(who, "data", json!({"until": "2019-06-03"})).await;
    let orders = waived(who, "orders", json!({})).await;
    let again = waived(who, "team", json!({})).await;
    let motive = json!({"motive": "La fonction est tenue."});
    who.act(&team, "revoke", motive).await.expect(200);
    for (query, paths) in [
        ("", &[&again, &orders, &data, &team][..]),
        ("gate=team", &[&again, &team]),
        ("gate=data&gate=orders", &[&orders, &data]),
        ("gate=ethics", &[]),
        ("state=standing", &[&again, &orders, &data]),
        ("state=revoked", &[&team]),
        ("state=standing&gate=team", &[&again]),
        ("state=standing&state=revoked&gate=data", &[&data]),
        ("updated_since=2000-01-01T00:00:00Z&gate=data", &[&data]),
        ("updated_since=2100-01-01T00:00:00Z", &[]),
    ] {
        let asked = format!("{WAIVERS}?{query}").trim_end_matches('?').to_owned();
        for reader in [who, &world.asn_laureate, &world.alpha_expert] {
            assert_eq!(listed(reader, &asked).await, just(paths), "{asked}");
        }
    }
    for query in ["gate=doors", "state=over", "until=2019-06-03", "in_force=true"] {
        let refused = who.get(&format!("{WAIVERS}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
    let elsewhere = who.get("/v1/projects/AMI-T-CHU/readiness/waivers").await.expect(200);
    assert_eq!(elsewhere["items"], json!([]));
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut expected: Vec<Value> = Vec::new();
    for gate in ["team", "data", "orders", "team"] {
        let path = waived(who, gate, json!({})).await;
        expected.insert(0, json!(id_of(&path)));
    }
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = who.get(&format!("{WAIVERS}?limit=1{next}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(seen, expected);
}
