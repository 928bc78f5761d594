//! Roadmaps: what is to be done once the accompaniment is over, in an order made by hand.

mod body;
mod life;
mod lists;
mod order;
mod reorder;
mod visibility;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const ITEMS: &str = "/v1/projects/AMI-T-ASN/roadmap-items";
const PROGRAMME: &str = "/v1/programmes/AMI-T/roadmap-items";
const REORDER: &str = "/v1/projects/AMI-T-ASN/roadmap-items/reorder";
const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=roadmap_item";

fn item(title: &str, more: Value) -> Value {
    let mut body = json!({"kind": "skills", "title": title, "horizon": "short"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds an item to ASN's roadmap and gives its path.
async fn added(client: &Client, title: &str, more: Value) -> String {
    let reply = client.post(ITEMS, item(title, more)).await;
    reply.expect(201);
    format!("{ITEMS}/{}", reply.id())
}

/// Adds one, and leads it to that state.
async fn led_to(client: &Client, state: &str, title: &str, more: Value) -> String {
    let path = added(client, title, more).await;
    let verbs: &[&str] = match state {
        "adopted" => &["adopt"],
        "done" => &["adopt", "finish"],
        "dropped" => &["drop"],
        _ => &[],
    };
    for verb in verbs {
        client.act(&path, verb, body_of(verb)).await.expect(200);
    }
    path
}

/// What a verb is sent with, at the least.
fn body_of(verb: &str) -> Value {
    match verb {
        "drop" => json!({"motive": "Sans objet."}),
        _ => json!({}),
    }
}

/// The id at the end of a path.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// The order of these paths, as it is asked for.
fn ordered(paths: &[&str]) -> Value {
    json!({"items": paths.iter().map(|path| id_of(path)).collect::<Vec<_>>()})
}

/// The whole roadmap, in its order.
async fn shown(client: &Client) -> Vec<Value> {
    let page = client.get(&format!("{ITEMS}?limit=200")).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

/// Titles and places, in that order.
async fn places(client: &Client) -> Vec<(String, i64)> {
    let items = shown(client).await;
    let place = |item: &Value| {
        (
            item["title"].as_str().unwrap().to_owned(),
            item["position"].as_i64().unwrap(),
        )
    };
    items.iter().map(place).collect()
}

/// The same, as a test writes them.
fn at(places: &[(&str, i64)]) -> Vec<(String, i64)> {
    let own = places.iter().map(|(title, place)| ((*title).to_owned(), *place));
    own.collect()
}

/// A, B and C, in this order.
async fn three(client: &Client) -> [String; 3] {
    [
        added(client, "A", json!({})).await,
        added(client, "B", json!({})).await,
        added(client, "C", json!({})).await,
    ]
}

/// The versions, in the roadmap's order.
async fn versions(client: &Client) -> Vec<i64> {
    let items = shown(client).await;
    items.iter().map(|item| item["version"].as_i64().unwrap()).collect()
}

/// How often the history tells of a move.
async fn moves(client: &Client) -> Value {
    let told = client.get(&format!("{HISTORY}&action=reordered&count=true")).await;
    told.expect(200)["total"].clone()
}
