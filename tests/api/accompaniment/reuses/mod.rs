//! Reuses: what others take over from a project.

mod body;
mod life;
mod lists;
mod visibility;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const REUSES: &str = "/v1/projects/AMI-T-ASN/reuses";
const PROGRAMME: &str = "/v1/programmes/AMI-T/reuses";
const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=reuse";

fn reuse(more: Value) -> Value {
    let mut body = json!({"by": {"name": "Inspection du travail"}, "what": "method"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds a reuse of ASN's and gives its path.
async fn added(client: &Client, more: Value) -> String {
    let reply = client.post(REUSES, reuse(more)).await;
    reply.expect(201);
    format!("{REUSES}/{}", reply.id())
}

/// Adds one, and leads it to that state.
async fn led_to(client: &Client, state: &str, more: Value) -> String {
    let path = added(client, more).await;
    let verbs: &[&str] = match state {
        "trial" => &["try"],
        "adopted" => &["try", "adopt"],
        "abandoned" => &["abandon"],
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
        "abandon" => json!({"motive": "Sans suite."}),
        _ => json!({}),
    }
}

/// The id at the end of a path.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}
