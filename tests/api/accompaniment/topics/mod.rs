//! Topics.

mod body;
mod life;
mod lists;
mod visibility;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const TOPICS: &str = "/v1/projects/AMI-T-ASN/topics";
const PROGRAMME: &str = "/v1/programmes/AMI-T/topics";

fn topic(more: Value) -> Value {
    let mut body = json!({
        "title": "Lettres d'autres domaines", "benefit": "Une recherche commune à tous les inspecteurs.", "maturity": "idea",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds one to ASN's project, and gives its path.
async fn added(client: &Client, more: Value) -> String {
    let reply = client.post(TOPICS, topic(more)).await;
    reply.expect(201);
    format!("{TOPICS}/{}", reply.id())
}

/// Adds one, and leads it to that state.
async fn led_to(client: &Client, state: &str, more: Value) -> String {
    let path = added(client, more).await;
    let verb = match state {
        "retained" => "retain",
        "set_aside" => "set_aside",
        _ => return path,
    };
    client.act(&path, verb, body_of(verb)).await.expect(200);
    path
}

/// What a verb is sent with, at the least.
fn body_of(verb: &str) -> Value {
    match verb {
        "set_aside" => json!({"motive": "Hors du périmètre."}),
        _ => json!({}),
    }
}

/// The titles on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let titles = items.map(|topic| topic["title"].as_str().unwrap().to_owned());
    (titles.collect(), page["total"].clone())
}

/// A list of just these.
fn just(titles: &[&str]) -> (Vec<String>, Value) {
    let all = titles.iter().map(|title| (*title).to_owned());
    (all.collect(), json!(titles.len()))
}
