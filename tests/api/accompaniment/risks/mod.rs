//! Risks.

mod life;
mod lists;

use serde_json::{Value, json};

use crate::support::Client;

const RISKS: &str = "/v1/projects/AMI-T-ASN/risks";

async fn added(client: &Client, more: Value) -> String {
    let mut body = json!({"kind": "ethical", "title": "Biais d'annotation"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let reply = client.post(RISKS, body).await;
    reply.expect(201);
    format!("{RISKS}/{}", reply.id())
}

fn score(likelihood: i32, severity: i32) -> Value {
    json!({"likelihood": likelihood, "severity": severity})
}
