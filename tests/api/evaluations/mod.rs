//! Evaluations: who judges what, unseen by the others until they have judged too; and the ranking that comes of them.

mod assignment;
mod blindness;
mod corrections;
mod counts;
mod deletion;
mod frozen;
mod life;
mod lists;
mod projects;
mod ranking;
mod recusal;
mod redaction;
mod rights;
mod scoring;
mod submitting;
mod view;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::exchanges::{column, elsewhere, id_of, label, page_by_page, patient, without};
use crate::support::{Client, Laying, World, faults};

const PROGRAMME: &str = "/v1/programmes/AMI-T";
const GRIDS: &str = "/v1/programmes/AMI-T/grids";
const APPLICATIONS: &str = "/v1/programmes/AMI-T/applications";
/// Those of the whole programme.
const EVALUATIONS: &str = "/v1/programmes/AMI-T/evaluations";
const RANKING: &str = "/v1/programmes/AMI-T/ranking";
const ASN: &str = "/v1/projects/AMI-T-ASN";
const CHU: &str = "/v1/projects/AMI-T-CHU";

/// What is judged where a test does not say, each with its weight; on a scale from 0 to 5.
const CRITERIA: [(&str, f64); 2] = [("benefits", 2.0), ("data", 1.0)];

/// The jurors of [`called`].
const JURORS: [&str; 3] = ["Jurée Une", "Juré Deux", "Jurée Trois"];

/// Those of an application that are still asked who judges it.
const JUDGED: [&str; 4] = ["received", "admissible", "shortlisted", "reserve"];

/// The world, with a grid of the selection and three jurors.
async fn called() -> (World, [Client; 3]) {
    let world = World::new().await;
    gridded(&world, "selection", &CRITERIA).await;
    let jurors = jury(&world).await;
    (world, jurors)
}

/// Three jurors of the programme, each of an organisation of its own.
pub async fn jury(world: &World) -> [Client; 3] {
    let mut lay = Laying::default();
    let on = Some(("juror", Some(world.programme)));
    let [first, second, third] = JURORS.map(|name| {
        let institute = lay.organisation(&format!("Institut de {name}"), name, "research_institute");
        lay.account(name, institute, on)
    });
    world.app.sql(&lay.transaction()).await;
    let client = async |account: Uuid| world.app.client_of(account).await;
    [client(first).await, client(second).await, client(third).await]
}

/// One more account of that role on a programme, of an organisation of its own.
async fn account_of(world: &World, name: &str, role: &str, programme: Uuid) -> Client {
    let mut lay = Laying::default();
    let of = lay.organisation(&format!("Organisme de {name}"), name, "steering_body");
    let account = lay.account(name, of, Some((role, Some(programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

/// Ends the only grant that an account holds, from today on.
async fn grant_ends(world: &World, client: &Client) {
    let grants = format!("/v1/accounts/{}/grants", client.account());
    let administrator = world.administrator.with("If-Match", "*");
    let page = administrator.get(&grants).await.expect(200);
    let grant = format!("{grants}/{}", page["items"][0]["id"].as_str().unwrap());
    let ended = administrator.patch(&grant, json!({"until": "2019-03-04"})).await;
    ended.expect(200);
}

/// Grants an account one more role in the programme.
async fn granted(world: &World, client: &Client, role: &str) {
    let grants = format!("/v1/accounts/{}/grants", client.account());
    let grant = json!({"role": role, "programme": "AMI-T"});
    world.administrator.post(&grants, grant).await.expect(201);
}

/// A grid of these criteria on a scale from 0 to 5.
pub fn grid(stage: &str, criteria: &[(&str, f64)]) -> Value {
    let criteria = criteria.iter().map(|(code, weight)| {
        let label = json!({"fr": format!("Critère {code}"), "en": format!("Criterion {code}")});
        json!({"code": code, "label": label, "weight": weight})
    });
    json!({"stage": stage, "criteria": criteria.collect::<Vec<_>>(), "scale": {"min": 0, "max": 5}})
}

/// Adds one, which is in force from then on, and gives its path.
async fn gridded(world: &World, stage: &str, criteria: &[(&str, f64)]) -> String {
    let made = world.coordinator.post(GRIDS, grid(stage, criteria)).await;
    made.expect(201);
    format!("{GRIDS}/{}", made.id())
}

/// Records an application of ASN's, and gives its path.
async fn applied(world: &World, title: &str) -> String {
    applied_at(world, title, "2018-09-03T10:00:00Z").await
}

/// The same, sent at that instant.
async fn applied_at(world: &World, title: &str, at: &str) -> String {
    let body = json!({"organisation": world.asn, "title": title, "submitted_at": at});
    let made = world.coordinator.post(APPLICATIONS, body).await;
    made.expect(201);
    format!("/v1/applications/{}", made.id())
}

/// Leads one that was received to that state.
async fn lead(world: &World, application: &str, state: &str) {
    let motive = || json!({"motive": "Décision du comité."});
    let verbs = match state {
        "admissible" => vec![("admit", json!({}))],
        "inadmissible" => vec![("dismiss", motive())],
        "shortlisted" => vec![("admit", json!({})), ("shortlist", json!({}))],
        "reserve" => vec![("admit", json!({})), ("reserve", json!({"rank": 1}))],
        "laureate" => vec![("admit", json!({})), ("select", motive())],
        "refused" => vec![("refuse", motive())],
        "withdrawn" => vec![("withdraw", motive())],
        _ => vec![],
    };
    for (verb, body) in verbs {
        world.coordinator.act(application, verb, body).await.expect(200);
    }
}

/// Has a juror judge an application, and gives the evaluation's path.
async fn assigned(world: &World, application: &str, juror: &Client) -> String {
    made(&world.coordinator, application, json!({"juror": juror.account()})).await
}

/// Adds an evaluation of an application or a project, and gives its path.
async fn made(by: &Client, subject: &str, body: Value) -> String {
    let reply = by.post(&format!("{subject}/evaluations"), body).await;
    reply.expect(201);
    format!("/v1/evaluations/{}", reply.id())
}

/// The same of a correction.
async fn correcting(by: &Client, subject: &str, evaluation: &str) -> String {
    made(by, subject, json!({"corrects": id_of(evaluation)})).await
}

/// A score and a reason for each of [`CRITERIA`].
fn marks(benefits: f64, data: f64) -> Value {
    marks_of(&CRITERIA, &[benefits, data])
}

/// A score and a reason for each of these criteria.
pub fn marks_of(criteria: &[(&str, f64)], scores: &[f64]) -> Value {
    let scores = criteria.iter().zip(scores).map(|((criterion, _), score)| {
        json!({"criterion": criterion, "score": score, "reason": format!("Vu sous l'angle : {criterion}.")})
    });
    json!({"scores": scores.collect::<Vec<_>>()})
}

/// Edits something whatever its version is.
async fn edited(by: &Client, path: &str, edit: Value) -> Value {
    by.with("If-Match", "*").patch(path, edit).await.expect(200)
}

/// Writes what was found, and submits it.
async fn submitted(by: &Client, evaluation: &str, marks: Value) -> Value {
    edited(by, evaluation, marks).await;
    by.act(evaluation, "submit", json!({})).await.expect(200)
}

/// Leaves it to others.
async fn recused(by: &Client, evaluation: &str) -> Value {
    by.act(evaluation, "recuse", recusal()).await.expect(200)
}

fn recusal() -> Value {
    json!({"reason": "conflict_of_interest", "motive": "Ancien de la maison."})
}

/// The ids on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<Value>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    (column(&page, "id"), page["total"].clone())
}

/// A list of just these.
fn just(paths: &[&String]) -> (Vec<Value>, Value) {
    let ids = paths.iter().map(|path| json!(id_of(path)));
    (ids.collect(), json!(paths.len()))
}

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}

/// What the journal tells of a resource, as done in the programme.
async fn journal(world: &World, path: &str) -> String {
    let told = format!(
        "select coalesce(string_agg(entity || ' ' || action, ', ' order by seq), '') from journal
         where entity_id = '{}' and programme_id = '{}'",
        id_of(path),
        world.programme
    );
    world.app.text(&told).await
}
