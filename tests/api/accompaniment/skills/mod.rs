//! Skill assessments, and what was gained between them.

mod body;
mod corrections;
mod gains;
mod lists;
mod redaction;

use serde_json::{Value, json};

use super::faults;
use crate::support::Client;

const ASSESSMENTS: &str = "/v1/projects/AMI-T-ASN/skill-assessments";
const SKILLS: &str = "/v1/projects/AMI-T-ASN/skills";

/// A domain, and how many people are at each level.
fn level(domain: &str, counts: [u32; 5]) -> Value {
    json!({"domain": domain, "counts": counts})
}

fn assessment(moment: &str, levels: &[Value]) -> Value {
    json!({"moment": moment, "on": "2019-01-10", "levels": levels})
}

/// One of each moment is enough for most.
fn data(moment: &str) -> Value {
    assessment(moment, &[level("Préparer des données", [4, 4, 1, 0, 0])])
}

/// Records one of ASN's project, and gives its path.
async fn assessed(client: &Client, body: Value) -> String {
    let reply = client.post(ASSESSMENTS, body).await;
    reply.expect(201);
    format!("{ASSESSMENTS}/{}", reply.id())
}

/// The last part of a path.
fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// The same, correcting another one.
fn correcting(mut body: Value, path: &str) -> Value {
    body["corrects"] = json!(id(path));
    body
}
