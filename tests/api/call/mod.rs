//! The call: who applied, by what that was judged, what became of each application, and who was selected.

pub mod applications;
mod batch;
mod evidence;
mod grids;
pub mod history;
mod selection;

use std::sync::atomic::{AtomicU32, Ordering};

use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::future::join3;
use serde_json::{Value, json};

use crate::exchanges::{
    change, column, elsewhere, entries, id_of, just, listed, made, page_by_page, patient, programme_of, without,
};
use crate::support::{Client, Laying, Reply, World, faults};

const PROGRAMME: &str = "/v1/programmes/AMI-T";
pub const GRIDS: &str = "/v1/programmes/AMI-T/grids";
const APPLICATIONS: &str = "/v1/programmes/AMI-T/applications";
const BATCH: &str = "/v1/programmes/AMI-T/applications/batch";

/// What was judged in 2018.
const SIX: [&str; 6] = [
    "benefits",
    "technical_relevance",
    "team",
    "data",
    "ethics",
    "incentive_effect",
];

/// An instant at which the second programme's call is open.
const LATER: &str = "2019-07-01T10:00:00Z";

/// A body with these members besides, or instead.
fn with(mut body: Value, more: Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// A criterion of that code and weight.
fn criterion(code: &str, weight: f64) -> Value {
    json!({"code": code, "label": {"fr": format!("Critère {code}"), "en": format!("Criterion {code}")}, "weight": weight})
}

/// A grid of the six criteria, from 0 to 5, for the selection.
pub fn grid(more: Value) -> Value {
    let criteria = SIX.map(|code| criterion(code, 1.0));
    with(
        json!({"stage": "selection", "criteria": criteria, "scale": {"min": 0, "max": 5}}),
        more,
    )
}

/// An application of ASN's, an hour before the call of 2018 closes.
fn application(world: &World, more: Value) -> Value {
    let body =
        json!({"organisation": world.asn, "title": "Lettres de suite", "submitted_at": "2018-09-14T22:59:59+02:00"});
    with(body, more)
}

/// Records one, and gives its path.
pub async fn applied(world: &World, more: Value) -> String {
    let made = world.coordinator.post(APPLICATIONS, application(world, more)).await;
    made.expect(201);
    format!("/v1/applications/{}", made.id())
}

/// Records one, and leads it to that state.
async fn led_to(world: &World, state: &str, more: Value) -> String {
    let path = applied(world, more).await;
    let verbs: &[&str] = match state {
        "admissible" => &["admit"],
        "inadmissible" => &["dismiss"],
        "shortlisted" => &["admit", "shortlist"],
        "reserve" => &["admit", "reserve"],
        "laureate" => &["admit", "select"],
        "refused" => &["refuse"],
        "withdrawn" => &["withdraw"],
        _ => &[],
    };
    for verb in verbs {
        acted(world, &path, verb).await;
    }
    path
}

/// Acts on something with what the verb needs at the least, and gives it as it is then.
async fn acted(world: &World, path: &str, verb: &str) -> Value {
    world.coordinator.act(path, verb, body_of(verb)).await.expect(200)
}

/// What a verb is sent with, at the least.
fn body_of(verb: &str) -> Value {
    match verb {
        "admit" | "shortlist" | "select" => json!({}),
        "reserve" => json!({"rank": free_rank()}),
        _ => json!({"motive": "Décision du comité."}),
    }
}

/// A rank that no other application has.
fn free_rank() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1000);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The code of the project that an application was selected for.
async fn project_of(world: &World, application: &str) -> String {
    let shown = world.coordinator.get(application).await.expect(200);
    shown["project"]["code"].as_str().unwrap().to_owned()
}

/// A juror of the programme, of that name, of an organisation of its own.
pub async fn juror(world: &World, name: &str) -> Client {
    let mut lay = Laying::default();
    let jury = lay.organisation(&format!("Institut de {name}"), name, "research_institute");
    let account = lay.account(name, jury, Some(("juror", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

/// Gives an application to a juror, by the grid in force; gives the evaluation's path.
pub async fn assigned(world: &World, application: &str, juror: &Client) -> String {
    let evaluations = format!("{application}/evaluations");
    let made = world
        .coordinator
        .post(&evaluations, json!({"juror": juror.account()}))
        .await;
    made.expect(201);
    format!("/v1/evaluations/{}", made.id())
}

/// Scores all six criteria, and submits.
async fn submitted(juror: &Client, evaluation: &str) {
    let scores = SIX.map(|criterion| json!({"criterion": criterion, "score": 4, "reason": "Convaincant."}));
    let edit = juror.with("If-Match", "*");
    edit.patch(evaluation, json!({"scores": scores})).await.expect(200);
    juror.act(evaluation, "submit", json!({})).await.expect(200);
}

/// Gives an evaluation back.
async fn recused(juror: &Client, evaluation: &str) {
    let why = json!({"reason": "unavailable", "motive": "En congé."});
    juror.act(evaluation, "recuse", why).await.expect(200);
}

/// The programme's call from now on, with the clocks that it goes by; null is no bound.
async fn open_call(world: &World, zone: &str, opens: Value, closes: Value) {
    let edit = json!({"time_zone": zone, "call_opens_at": opens, "call_closes_at": closes});
    let who = world.coordinator.with("If-Match", "*");
    who.patch(PROGRAMME, edit).await.expect(200);
}

/// How many rows a table has.
async fn count(world: &World, table: &str) -> String {
    world.app.text(&format!("select count(*) from {table}")).await
}

/// A connection that holds the programme until it commits.
pub async fn holding_the_programme(world: &World) -> AsyncPgConnection {
    let mut holder = world.app.connection().await;
    let hold = format!(
        "begin; select from programmes where id = '{}' for update",
        world.programme
    );
    holder.batch_execute(&hold).await.unwrap();
    holder
}

/// What two are answered who wait for the programme together, the first for longer.
pub async fn in_turn(
    world: &World,
    first: impl Future<Output = Reply>,
    second: impl Future<Output = Reply>,
) -> (Reply, Reply) {
    let mut holder = holding_the_programme(world).await;
    let behind = async {
        world.app.waiting(1).await;
        second.await
    };
    let releasing = async {
        world.app.waiting(2).await;
        holder.batch_execute("commit").await.unwrap();
    };
    let (first, second, ()) = join3(first, behind, releasing).await;
    (first, second)
}

/// Of what deletes an application and what makes something of it one is done, and the other told that it cannot be any more.
pub async fn not_both(who: &Client, application: &str, deleted: &Reply, made: &Reply) {
    if deleted.status == 204 {
        made.refused(404, "not_found");
        who.get(application).await.refused(404, "not_found");
    } else {
        assert_eq!(deleted.faults(409, "conflict"), faults(&[("", "in_use")]));
        made.expect(201);
        assert_eq!(who.get(application).await.expect(200)["state"], "received");
    }
}

/// Refused for this reason, which is told of that member with these parameters, in both languages.
async fn is_told(who: &Client, sent: impl AsyncFn(&Client) -> Reply, expected: (&str, &str, Value)) {
    let (pointer, code, params) = expected;
    let mut messages = Vec::new();
    for language in ["fr", "en"] {
        let refused = sent(&who.with("Accept-Language", language)).await;
        let errors = refused.refused(409, "conflict");
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(
            (&error["pointer"], &error["code"], &error["params"]),
            (&json!(pointer), &json!(code), &params)
        );
        messages.push(error["message"].as_str().unwrap().to_owned());
    }
    assert_ne!(messages[0], messages[1]);
    // An hour and a project's code are told to people as well.
    for value in ["shown_as", "project"].iter().filter_map(|name| params[name].as_str()) {
        assert!(messages.iter().all(|message| message.contains(value)), "{messages:?}");
    }
}
