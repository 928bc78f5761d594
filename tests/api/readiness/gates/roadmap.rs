//! The gate of the roadmap: something was adopted in each horizon.

use serde_json::json;

use crate::readiness::{ASN, lacks, leads, made, readers, satisfied};
use crate::support::{Client, World};

const SHORT: (&str, &str) = ("Court terme", "Short term");
const MEDIUM: (&str, &str) = ("Moyen terme", "Medium term");
const LONG: (&str, &str) = ("Long terme", "Long term");

/// Adds an item and gives its path.
async fn proposed(by: &Client, horizon: &str) -> String {
    let body = json!({"kind": "skills", "title": "Former les inspecteurs", "horizon": horizon});
    made(by, &format!("{ASN}/roadmap-items"), body).await
}

#[actix_web::test]
async fn something_was_adopted_in_each_horizon() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    lacks(who, "roadmap", &[SHORT, MEDIUM, LONG]).await;
    let mut items = Vec::new();
    for horizon in ["short", "medium", "long"] {
        items.push(proposed(laureate, horizon).await);
    }
    lacks(who, "roadmap", &[SHORT, MEDIUM, LONG]).await;
    leads(&readers(&world), "roadmap", &[]).await;
    laureate.act(&items[1], "adopt", json!({})).await.expect(200);
    lacks(who, "roadmap", &[SHORT, LONG]).await;
    for verb in ["adopt", "finish"] {
        laureate.act(&items[0], verb, json!({})).await.expect(200);
    }
    lacks(who, "roadmap", &[LONG]).await;
    leads(&readers(&world), "roadmap", &[]).await;
    let motive = || json!({"motive": "Sans objet."});
    laureate.act(&items[2], "drop", motive()).await.expect(200);
    lacks(who, "roadmap", &[LONG]).await;
    let last = proposed(laureate, "long").await;
    laureate.act(&last, "adopt", json!({})).await.expect(200);
    satisfied(who, "roadmap").await;
    laureate.act(&items[1], "drop", motive()).await.expect(200);
    lacks(who, "roadmap", &[MEDIUM]).await;
}
