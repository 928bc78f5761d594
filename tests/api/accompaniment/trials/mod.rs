//! Trials.

mod body;
mod completion;
mod frozen;
mod life;
mod lists;
mod measures;
mod required;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{faults, prototypes};
use crate::support::Client;

const TRIALS: &str = "/v1/projects/AMI-T-ASN/trials";

/// Adds a version of ASN's prototype, so mature, and gives its id.
async fn prototype(client: &Client, maturity: &str) -> String {
    let name = Uuid::now_v7().simple().to_string();
    let more = json!({"maturity": maturity, "motive": "Pour l'essai."});
    let path = prototypes::added(client, &name, more).await;
    path.rsplit('/').next().unwrap().to_owned()
}

fn trial(prototype: &str, more: Value) -> Value {
    let mut body = json!({
        "prototype": prototype, "audience": "agents", "protocol": "Trois lettres à préparer, avec et sans l'outil.",
        "from": "2019-02-18", "measures": [],
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Plans a trial, of a functional version unless it says which, and gives its path.
async fn planned(client: &Client, more: Value) -> String {
    let version = match more["prototype"].as_str() {
        Some(version) => version.to_owned(),
        None => prototype(client, "functional").await,
    };
    let reply = client.post(TRIALS, trial(&version, more)).await;
    reply.expect(201);
    format!("{TRIALS}/{}", reply.id())
}

/// Plans one, and leads it to that state.
async fn led_to(client: &Client, state: &str, more: Value) -> String {
    let path = planned(client, more).await;
    let verbs: &[&str] = match state {
        "running" => &["begin"],
        "completed" => &["begin", "complete"],
        "cancelled" => &["cancel"],
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
        "complete" => json!({"participants": 12, "verdict": "conclusive"}),
        _ => json!({}),
    }
}

fn measure(name: &str, more: Value) -> Value {
    let mut measure = json!({"name": name, "unit": "%", "direction": "higher"});
    measure
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    measure
}
