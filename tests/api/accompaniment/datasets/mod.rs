//! Datasets.

mod body;
mod life;
mod lists;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const DATASETS: &str = "/v1/projects/AMI-T-ASN/datasets";

fn letters(more: Value) -> Value {
    let mut body = json!({
        "name": "Lettres de suites", "existence": "exists", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "Archives de l'inspection"},
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn added(client: &Client, more: Value) -> String {
    let reply = client.post(DATASETS, letters(more)).await;
    reply.expect(201);
    format!("{DATASETS}/{}", reply.id())
}
