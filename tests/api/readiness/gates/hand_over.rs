//! The gate of the hand-over: it was opened, and each item of it is verified or waived.

use std::collections::BTreeMap;

use serde_json::json;

use crate::readiness::{ASN, id_of, lacks, leads, made, readers, satisfied, set, state, why};
use crate::support::World;

const CODE: (&str, &str) = ("Code source", "Source code");
const MODEL: (&str, &str) = ("Modèle", "Model");
const MAP: (&str, &str) = ("Carte des usages", "Carte des usages");

#[actix_web::test]
async fn it_is_opened_and_each_item_is_verified_or_waived() {
    let world = World::new().await;
    let (who, expert, laureate) = (&world.coordinator, &world.alpha_expert, &world.asn_laureate);
    let items = format!("{ASN}/hand-over");
    assert_eq!(state(who, "hand_over").await, "missing");
    assert_eq!(why(who, "hand_over").await[0].len(), 1, "it was not opened");
    leads(&readers(&world), "hand_over", &[]).await;
    set(&world, json!({"hand_over_items": ["source_code", "model"]})).await;
    let opened = who.post(&format!("{items}/open"), json!({})).await.expect(201);
    let opened = opened["items"].as_array().unwrap().iter();
    let opened: BTreeMap<&str, String> = opened
        .map(|item| {
            (
                item["kind"].as_str().unwrap(),
                format!("{items}/{}", item["id"].as_str().unwrap()),
            )
        })
        .collect();
    lacks(who, "hand_over", &[CODE, MODEL]).await;
    let map = made(who, &items, json!({"kind": "other", "title": MAP.0})).await;
    lacks(who, "hand_over", &[CODE, MODEL, MAP]).await;
    let (code, model) = (&opened["source_code"], &opened["model"]);
    leads(&readers(&world), "hand_over", &[id_of(code), id_of(model), id_of(&map)]).await;

    // Provided is not verified yet.
    let piece = || json!({"evidence": [{"title": "Dépôt", "url": "https://code.example/moteur"}]});
    for path in [code, model] {
        expert.act(path, "provide", piece()).await.expect(200);
    }
    lacks(who, "hand_over", &[CODE, MODEL, MAP]).await;
    laureate.act(code, "verify", json!({})).await.expect(200);
    lacks(who, "hand_over", &[MODEL, MAP]).await;
    let motive = || json!({"motive": "Sans objet ici."});
    laureate.act(model, "return", motive()).await.expect(200);
    lacks(who, "hand_over", &[MODEL, MAP]).await;
    who.act(model, "waive", motive()).await.expect(200);
    lacks(who, "hand_over", &[MAP]).await;
    leads(&readers(&world), "hand_over", &[id_of(&map)]).await;
    who.act(&map, "waive", motive()).await.expect(200);
    satisfied(who, "hand_over").await;
    who.act(code, "reopen", motive()).await.expect(200);
    lacks(who, "hand_over", &[CODE]).await;
}
