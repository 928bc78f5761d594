//! Readiness: the gates of a project on its way to "ready to launch", their waivers, verdicts, and the nursery.

mod disclosure;
mod ended;
mod gates;
mod nursery;
mod settings;
mod verdicts;
mod view;
mod visibility;
mod waivers;

use serde_json::{Value, json};

use crate::support::{Client, World, faults};

const ASN: &str = "/v1/projects/AMI-T-ASN";
const CHU: &str = "/v1/projects/AMI-T-CHU";
const PROGRAMME: &str = "/v1/programmes/AMI-T";
const READINESS: &str = "/v1/projects/AMI-T-ASN/readiness";
const WAIVERS: &str = "/v1/projects/AMI-T-ASN/readiness/waivers";
const VERDICTS: &str = "/v1/projects/AMI-T-ASN/verdicts";

/// The gates, in the order of their code list.
const GATES: [&str; 8] = [
    "prototype",
    "milestones",
    "data",
    "ethics",
    "hand_over",
    "team",
    "orders",
    "roadmap",
];

/// Those that a running project lacks with which nothing was done: all but the one that asks for nothing to be wrong.
const MISSING: [&str; 7] = [
    "prototype",
    "milestones",
    "data",
    "hand_over",
    "team",
    "orders",
    "roadmap",
];

/// The id at the end of a path.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Adds something and gives its path.
async fn made(by: &Client, collection: &str, body: Value) -> String {
    let reply = by.post(collection, body).await;
    reply.expect(201);
    format!("{collection}/{}", reply.id())
}

/// Changes the programme's settings.
async fn set(world: &World, settings: Value) -> Value {
    let who = world.coordinator.with("If-Match", "*");
    who.patch(PROGRAMME, settings).await.expect(200)
}

/// Whoever is shown how ready ASN's project is.
fn readers(world: &World) -> [&Client; 5] {
    [
        &world.coordinator,
        &world.technical_coordinator,
        &world.asn_laureate,
        &world.alpha_expert,
        &world.alpha_colleague,
    ]
}

/// How ready ASN's project is, in that language.
pub async fn readiness(client: &Client, language: &str) -> Value {
    client
        .with("Accept-Language", language)
        .get(READINESS)
        .await
        .expect(200)
}

/// A gate among those of a project or of a verdict.
pub fn gate_of<'a>(whole: &'a Value, code: &str) -> &'a Value {
    let gates = whole["gates"].as_array().unwrap();
    let found = gates.iter().find(|gate| gate["gate"] == code);
    found.unwrap_or_else(|| panic!("no gate {code}: {whole}"))
}

/// How a gate of ASN's stands.
async fn state(client: &Client, code: &str) -> Value {
    gate_of(&readiness(client, "fr").await, code)["state"].clone()
}

/// The states of all gates, by their codes.
pub fn states(whole: &Value) -> Vec<(String, String)> {
    let gates = whole["gates"].as_array().unwrap().iter();
    gates
        .map(|gate| ["gate", "state"].map(|field| gate[field].as_str().unwrap().to_owned()))
        .map(|[gate, state]| (gate, state))
        .collect()
}

/// The sentences of a gate.
fn sentences(gate: &Value) -> Vec<String> {
    let why = gate["why"].as_array().unwrap().iter();
    why.map(|sentence| sentence.as_str().unwrap().to_owned()).collect()
}

/// What a gate of ASN's lacks, in French and in English: as many sentences, and none the same.
pub async fn why(client: &Client, code: &str) -> [Vec<String>; 2] {
    let [fr, en] = [readiness(client, "fr").await, readiness(client, "en").await];
    let told = [&fr, &en].map(|whole| sentences(gate_of(whole, code)));
    assert_eq!(told[0].len(), told[1].len(), "{code}: {told:?}");
    for (french, english) in told[0].iter().zip(&told[1]) {
        assert!(!french.trim().is_empty() && french != english, "{code}: {told:?}");
    }
    told
}

/// Whether a sentence names it; a label may begin with a small letter there, but an abbreviation.
fn names(sentence: &str, name: &str) -> bool {
    let mut letters = name.chars();
    let small: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(letters)
        .collect();
    sentence.contains(name) || name.len() > 2 && sentence.contains(&small)
}

/// A gate is missing, and one sentence each names these, in French and in English; there is no other.
async fn lacks(client: &Client, code: &str, named: &[(&str, &str)]) {
    assert_eq!(state(client, code).await, "missing", "{code}");
    let [fr, en] = why(client, code).await;
    let (french, english): (Vec<&str>, Vec<&str>) = named.iter().copied().unzip();
    for (sentences, subjects) in [(fr, french), (en, english)] {
        assert_eq!(sentences.len(), subjects.len(), "{code}: {sentences:?}");
        for subject in &subjects {
            let telling = sentences.iter().filter(|sentence| names(sentence, subject)).count();
            let wanted = subjects.iter().filter(|other| other == &subject).count();
            assert_eq!(telling, wanted, "{code}, {subject}: {sentences:?}");
        }
    }
}

/// What is called the same in both languages.
fn both<'a>(names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    names.iter().map(|name| (*name, *name)).collect()
}

/// A gate is satisfied, and there is nothing to say of it.
pub async fn satisfied(client: &Client, code: &str) {
    let whole = readiness(client, "fr").await;
    let gate = gate_of(&whole, code);
    assert_eq!(
        (&gate["state"], &gate["why"]),
        (&json!("satisfied"), &json!([])),
        "{gate}"
    );
}

/// Every link of a gate leads each of these callers somewhere, and one of them to each of these things.
pub async fn leads(callers: &[&Client], code: &str, ids: &[&str]) {
    for client in callers {
        let whole = readiness(client, "fr").await;
        let mut met = Vec::new();
        for link in gate_of(&whole, code)["links"].as_array().unwrap() {
            let [href, title] = ["href", "title"].map(|field| link[field].as_str().unwrap());
            assert!(href.starts_with("/v1/") && !title.is_empty(), "{code}: {link}");
            met.push(client.get(href).await.expect(200)["id"].clone());
        }
        for id in ids {
            assert!(met.contains(&json!(id)), "{code}: {id} is not among {met:?}");
        }
    }
}

/// Waives a gate of ASN's, and gives the waiver's path.
async fn waived(by: &Client, gate: &str, more: Value) -> String {
    let mut body = json!({"gate": gate, "motive": "Accord du comité de pilotage."});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    made(by, WAIVERS, body).await
}

/// Gives a verdict on a project, and its path.
async fn ruled(by: &Client, project: &str, verdict: &str) -> String {
    let body = json!({"verdict": verdict, "motive": "Comité du 4 mars."});
    made(by, &format!("{project}/verdicts"), body).await
}

/// The ids on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let ids = items.map(|item| item["id"].as_str().unwrap().to_owned());
    (ids.collect(), page["total"].clone())
}

/// A list of just these.
fn just(paths: &[&String]) -> (Vec<String>, Value) {
    let ids = paths.iter().map(|path| id_of(path).to_owned());
    (ids.collect(), json!(paths.len()))
}
