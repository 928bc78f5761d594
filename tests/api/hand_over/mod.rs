//! Hand-overs: everything concrete that lets an organisation go on by itself.

mod body;
mod evidence;
mod life;
mod lists;
mod opening;
mod provision;
mod redaction;
mod rights;
mod silence;

use serde_json::{Value, json};

use crate::milestones::plan;
use crate::support::{Client, Form, World, faults, pdf};

const ASN: &str = "/v1/projects/AMI-T-ASN";
const ITEMS: &str = "/v1/projects/AMI-T-ASN/hand-over";
const OPEN: &str = "/v1/projects/AMI-T-ASN/hand-over/open";
const PROGRAMME: &str = "/v1/programmes/AMI-T/hand-over";
const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=hand_over_item";

/// What a programme asks for where it says nothing, in this order.
const TWELVE: [&str; 12] = [
    "source_code",
    "model",
    "data_documentation",
    "evaluation_report",
    "architecture",
    "operations_guide",
    "licence_and_rights",
    "dpia",
    "security_plan",
    "cost_estimate",
    "algorithm_notice",
    "training_material",
];

/// Each state, in French and in English.
const STATES: &[(&str, &str, &str)] = &[
    ("missing", "Manquant", "Missing"),
    ("provided", "Fourni", "Provided"),
    ("verified", "Vérifié", "Verified"),
    ("waived", "Dispensé", "Waived"),
];

/// Adds an item that is of no kind of the list, and gives its path.
async fn added(world: &World, title: &str) -> String {
    of_kind(world, json!({"kind": "other", "title": title})).await
}

/// Adds this item, and gives its path.
async fn of_kind(world: &World, body: Value) -> String {
    let made = world.coordinator.post(ITEMS, body).await;
    made.expect(201);
    format!("{ITEMS}/{}", made.id())
}

/// Adds one, and leads it to that state.
async fn led_to(world: &World, state: &str) -> String {
    let path = added(world, "Guide de reprise").await;
    lead(world, &path, state).await;
    path
}

/// Leads one that is missing to that state.
async fn lead(world: &World, path: &str, state: &str) {
    let verbs: &[&str] = match state {
        "provided" => &["provide"],
        "verified" => &["provide", "verify"],
        "waived" => &["waive"],
        _ => &[],
    };
    for verb in verbs {
        acted(world, path, verb).await;
    }
}

/// Who does that, as a rule.
fn actor<'a>(world: &'a World, verb: &str) -> &'a Client {
    match verb {
        "provide" => &world.alpha_expert,
        "verify" | "return" => &world.asn_laureate,
        _ => &world.coordinator,
    }
}

/// Acts on an item, and gives it as it is then.
async fn acted(world: &World, path: &str, verb: &str) -> Value {
    actor(world, verb).act(path, verb, body_of(verb)).await.expect(200)
}

/// What a verb is sent with, at the least.
fn body_of(verb: &str) -> Value {
    match verb {
        "provide" => json!({"evidence": [link("Dépôt du code", "code")]}),
        "verify" => json!({}),
        _ => json!({"motive": "Décision du comité."}),
    }
}

/// A link among the evidence.
fn link(title: &str, page: &str) -> Value {
    json!({"title": title, "url": format!("https://depot.example/{page}")})
}

/// The same, as it is shown.
fn shown_link(title: &str, page: &str) -> Value {
    json!({"evidence": null, "title": title, "url": format!("https://depot.example/{page}"), "content": null})
}

/// The id at the end of a path.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// One field of every item that a page or an answer lists.
fn column(page: &Value, field: &str) -> Vec<Value> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item[field].clone()).collect()
}

/// A milestone of ASN's that work has begun on: where pieces of evidence hang.
async fn milestone(world: &World) -> String {
    let path = plan(world, json!({})).await;
    world.alpha_expert.act(&path, "start", json!({})).await.expect(200);
    path
}

/// Attaches a link to a milestone, and gives its id.
async fn attached(client: &Client, milestone: &str, title: &str) -> String {
    let body = json!({"type": "report", "title": title, "url": "https://depot.example/bilan"});
    let made = client.post(&format!("{milestone}/evidence"), body).await;
    made.expect(201);
    made.id()
}

/// Attaches a file, called "Bilan", and gives its id.
async fn uploaded(client: &Client, milestone: &str) -> String {
    let form = Form::report(&pdf(2000));
    let made = client.upload(&format!("{milestone}/evidence/files"), &form).await;
    made.expect(201);
    made.id()
}
