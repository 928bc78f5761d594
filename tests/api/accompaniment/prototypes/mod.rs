//! Prototypes, version by version.

mod body;
mod deletion;
mod lists;
mod maturity;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const PROTOTYPES: &str = "/v1/projects/AMI-T-ASN/prototypes";

/// How mature a version can be, the least first.
const MATURITIES: [&str; 4] = ["mock_up", "proof_of_concept", "functional", "in_production"];

fn version(name: &str, more: Value) -> Value {
    let mut body = json!({"version": name, "maturity": "functional"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds a version to ASN's project and gives its path.
pub async fn added(client: &Client, name: &str, more: Value) -> String {
    let reply = client.post(PROTOTYPES, version(name, more)).await;
    reply.expect(201);
    format!("{PROTOTYPES}/{}", reply.id())
}
