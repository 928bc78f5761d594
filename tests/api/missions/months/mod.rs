//! The months of a mission: what was ordered and logged, closed by its provider, countersigned by its coordinators.

mod changed;
mod closed;
mod effort;
mod life;
mod of_programme;
mod ordered;
mod refused_by_sql;
mod reversals;
mod reversed;
mod reversing;

use serde_json::{Value, json};

use crate::support::{Client, Reply, World, faults};

/// ASN's log.
const LOG: &str = "/v1/projects/AMI-T-ASN/progress-entries";
const BATCH: &str = "/v1/progress-entries/batch";

/// A month of Alpha's mission on ASN's project.
fn month(world: &World, month: &str) -> String {
    format!("/v1/missions/{}/months/{month}", world.alpha_mission)
}

/// The effort of that mission.
fn effort(world: &World) -> String {
    format!("/v1/missions/{}/effort", world.alpha_mission)
}

/// Half a day on the technical track, with other fields.
fn entry(on: &str, more: Value) -> Value {
    let mut body = json!({"track": "technical_support", "occurred_on": on, "person_days": 0.5, "done": "Fait"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// The same as a line of a batch.
fn line(key: &str, mut entry: Value) -> Value {
    entry["project"] = json!("AMI-T-ASN");
    entry["key"] = json!(key);
    entry
}

/// Logs it and gives its id.
async fn logged(client: &Client, on: &str, more: Value) -> String {
    let reply = client.post(LOG, entry(on, more)).await;
    reply.expect(201);
    reply.id()
}

/// Who does that: the provider closes, the coordinators do the rest.
fn who<'a>(world: &'a World, verb: &str) -> &'a Client {
    match verb {
        "close" => &world.alpha_expert,
        _ => &world.coordinator,
    }
}

/// What a verb is sent with.
fn body_of(verb: &str) -> Value {
    match verb {
        "reopen" => json!({"motive": "Une saisie manque."}),
        _ => json!({}),
    }
}

/// Does these to a month, one after the other.
async fn led(world: &World, month: &str, verbs: &[&str]) -> Value {
    let mut shown = Value::Null;
    for verb in verbs {
        shown = who(world, verb).act(month, verb, body_of(verb)).await.expect(200);
    }
    shown
}

/// Closes a month of Alpha's mission and has it countersigned.
async fn countersigned(world: &World, called: &str) {
    let shown = led(world, &month(world, called), &["close", "countersign"]).await;
    assert_eq!(shown["state"], "countersigned");
}

/// The faults of a refusal, wherever they point: what is meant, and the month.
fn months_refused(reply: &Reply) -> Vec<(Value, Value)> {
    let errors = reply.refused(409, "conflict");
    errors
        .iter()
        .map(|error| (error["code"].clone(), error["params"]["month"].clone()))
        .collect()
}

/// The same of one month that is closed.
fn month_closed(called: &str) -> Vec<(Value, Value)> {
    vec![(json!("month_closed"), json!(called))]
}

/// A mission of Alpha on ASN's project, of its own, in which nothing is logged; the path of it.
async fn of_its_own(world: &World, more: Value) -> String {
    let mut body = json!({"provider": world.alpha, "tracks": ["roadmap"], "from": "2018-12-10", "until": "2019-02-01"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = world.coordinator.post("/v1/projects/AMI-T-ASN/missions", body).await;
    made.expect(201);
    format!("/v1/missions/{}", made.id())
}

/// An entry, as it is shown to coordinators.
async fn shown(world: &World, id: &str) -> Value {
    let path = format!("/v1/progress-entries/{id}");
    world.coordinator.get(&path).await.expect(200)
}

/// An entry of the technical track that reverses another, on 1 March 2019.
fn reversing(entry: &str, more: Value) -> Value {
    let done = "Compté deux fois.";
    let mut body = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": done, "reverses": entry});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}
