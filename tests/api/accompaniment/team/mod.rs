//! The team of a project: who has which function, by name or by account.

mod body;
mod erasure;
mod lists;
mod person;
mod traces;
mod visibility;

use serde_json::{Value, json};
use uuid::Uuid;

use super::faults;
use crate::support::Client;

const TEAM: &str = "/v1/projects/AMI-T-ASN/team";
const PROGRAMME: &str = "/v1/programmes/AMI-T/team";
const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=team_member";

/// Somebody of whom nothing is to stay.
const NAME: &str = "Zéphirine Quasimodo";
const EMAIL: &str = "zephirine.quasimodo@example.test";
/// How whoever was erased is called.
const ERASED: &str = "—";

/// Somebody by name.
fn named(more: Value) -> Value {
    let person = json!({"name": "Cheffe de projet métier"});
    extended(
        json!({"function": "business_lead", "person": person, "from": "2019-01-07"}),
        more,
    )
}

/// Somebody of whom nothing is to stay, with an address.
fn zephirine(more: Value) -> Value {
    let person = json!({"name": NAME, "email": EMAIL});
    extended(named(json!({"person": person, "share": 40})), more)
}

/// Whoever an account is of.
fn held_by(account: Uuid, more: Value) -> Value {
    let body = json!({"function": "it", "account": account, "from": "2019-01-07"});
    extended(body, more)
}

fn extended(mut body: Value, more: Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Adds a member to ASN's team and gives its path.
async fn added(client: &Client, body: Value) -> String {
    let reply = client.post(TEAM, body).await;
    reply.expect(201);
    format!("{TEAM}/{}", reply.id())
}

/// The id at the end of a path.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}
