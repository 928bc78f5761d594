//! Redaction: a text or a file that should not have been written, gone from everywhere.

mod everywhere;
mod files;
mod history;
mod listed;
mod replays;
mod rights;
mod rules;
mod taken_back;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Client, Reply, World};

/// What nobody should have written.
pub const LEAK: &str = "Dossier médical de Zéphirine Quasimodo";

pub async fn redact(client: &Client, entity: &str, id: &str, field: &str) -> Reply {
    let body = json!({"entity": entity, "id": id, "field": field, "motive": "Donnée personnelle."});
    client.post("/v1/redactions", body).await
}

/// Posts, with a key so that the answer is kept, and gives the id of what was made.
async fn post(client: &Client, path: &str, body: Value) -> String {
    let keyed = client.with("Idempotency-Key", &Uuid::now_v7().to_string());
    let reply = keyed.post(path, body).await;
    assert!(reply.status.is_success(), "{path}: {}", reply.text);
    reply.json()["id"].as_str().unwrap_or_default().to_owned()
}

/// A milestone of ASN in progress, on a track of DINSIC's.
pub async fn milestone(world: &World, title: &str) -> String {
    let body = json!({
        "track": "technical_support", "title": title, "description": "Sans.", "acceptance_criteria": ["Lu"], "forecast_on": "2019-05-02",
    });
    let path = "/v1/projects/AMI-T-ASN/milestones";
    let id = post(&world.technical_coordinator, path, body).await;
    let path = format!("/v1/milestones/{id}");
    world.alpha_expert.act(&path, "start", json!({})).await.expect(200);
    id
}
