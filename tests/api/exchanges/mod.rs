//! Exchanges: the meetings of a programme, who signs up for them, what committees decide.

mod body;
mod decisions;
mod disclosure;
mod held;
mod life;
mod lists;
mod local_time;
mod redaction;
mod refusals;
mod rights;
mod sign_ups;

use jalon::settings::LimitSettings;
use serde_json::{Value, json};

use crate::programmes::second_call;
use crate::support::{Client, Laying, Twin, World, faults};

const PROGRAMME: &str = "/v1/programmes/AMI-T";
const EXCHANGES: &str = "/v1/programmes/AMI-T/exchanges";
const DECISIONS: &str = "/v1/programmes/AMI-T/committee-decisions";

/// What a patch leaves out of a body that it can do without.
const OPTIONAL: [&str; 3] = ["place", "link", "places"];

/// An afternoon of the world's own day: it can be held, cancelled, and signed up for.
fn exchange(more: Value) -> Value {
    let mut body = json!({
        "kind": "workshop", "title": "Atelier des lauréats", "starts_at": "2019-03-04T14:00:00+01:00",
        "ends_at": "2019-03-04T17:00:00+01:00",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Plans one, and gives its path.
async fn planned(world: &World, more: Value) -> String {
    made(&world.coordinator, EXCHANGES, exchange(more)).await
}

/// Plans one, and leads it to that state.
async fn led_to(world: &World, state: &str, more: Value) -> String {
    let path = planned(world, more).await;
    let verb = match state {
        "held" => "hold",
        "cancelled" => "cancel",
        _ => return path,
    };
    let who = &world.coordinator;
    who.act(&path, verb, body_of(world, verb)).await.expect(200);
    path
}

/// What a verb is sent with, at the least.
fn body_of(world: &World, verb: &str) -> Value {
    match verb {
        "hold" => json!({"attendance": [{"organisation": world.asn, "people": 4}]}),
        _ => json!({"motive": "Salle indisponible."}),
    }
}

/// Adds something and gives its path.
pub async fn made(by: &Client, collection: &str, body: Value) -> String {
    let reply = by.post(collection, body).await;
    reply.expect(201);
    format!("{collection}/{}", reply.id())
}

/// Signs up, and gives the path.
async fn signed_up(by: &Client, exchange: &str, body: Value) -> String {
    made(by, &format!("{exchange}/sign-ups"), body).await
}

/// The id at the end of a path.
pub fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// One field of every item of a page.
pub fn column(page: &Value, field: &str) -> Vec<Value> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item[field].clone()).collect()
}

/// One field of all that a list shows, and its total.
pub async fn listed(client: &Client, path: &str, field: &str) -> (Vec<Value>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    (column(&page, field), page["total"].clone())
}

/// A list of just these.
pub fn just<T: Clone + Into<Value>>(values: &[T]) -> (Vec<Value>, Value) {
    let all = values.iter().cloned().map(Into::into).collect();
    (all, json!(values.len()))
}

/// One field of a whole list, two items at a time.
pub async fn page_by_page(client: &Client, path: &str, field: &str) -> Vec<Value> {
    let separator = if path.contains('?') { '&' } else { '?' };
    let (mut values, mut cursor) = (Vec::new(), String::new());
    loop {
        let asked = format!("{path}{separator}limit=2{cursor}");
        let page = client.get(&asked).await.expect(200);
        values.extend(column(&page, field));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return values,
        }
    }
}

/// What is left of an object without these members, each of which is there.
pub fn without(whole: &Value, members: &[&str]) -> Value {
    let mut rest = whole.clone();
    for member in members {
        let taken = rest.as_object_mut().unwrap().remove(*member);
        assert!(taken.is_some(), "{member} is shown to others");
    }
    rest
}

/// What a code of that list is called, by the vocabulary.
pub async fn label(world: &World, list: &str, code: &str, language: &str) -> String {
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let terms = vocabulary[list].as_array().unwrap();
    let term = terms.iter().find(|term| term["code"] == code).unwrap();
    term["label"][language].as_str().unwrap().to_owned()
}

/// Values in an order of their own: that in which references stand is nobody's business.
fn in_order(values: &Value) -> Vec<String> {
    let mut told: Vec<String> = values.as_array().unwrap().iter().map(Value::to_string).collect();
    told.sort();
    told
}

/// What the journal tells of the change in which that was done to a resource, which is the last: "entity id action" each.
pub async fn change(world: &World, id: &str, action: &str) -> Vec<String> {
    let of = format!(
        "select change_id from journal where entity_id = '{id}' and action = '{action}' order by seq desc limit 1"
    );
    let told = format!(
        "select coalesce(string_agg(concat_ws(' ', entity, entity_id, action), ',' order by position), '') from journal
         where change_id = ({of}) and programme_id = '{}' and project_id is null",
        world.programme
    );
    let mut told: Vec<String> = world.app.text(&told).await.split(',').map(str::to_owned).collect();
    told.sort();
    told
}

/// The same, as it should be.
pub fn entries(told: &[(&str, &str, &str)]) -> Vec<String> {
    let mut told: Vec<String> = told
        .iter()
        .map(|(entity, path, action)| format!("{entity} {} {action}", id_of(path)))
        .collect();
    told.sort();
    told
}

/// A juror of the programme, of an organisation of its own.
async fn juror(world: &World) -> Client {
    let mut lay = Laying::default();
    let jury = lay.organisation("Institut du jury", "Jury", "research_institute");
    let account = lay.account("Jurée", jury, Some(("juror", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

/// A second programme, opened by the first one's coordinator, whose civil dates are of that time zone.
pub async fn programme_of(world: &World, zone: &str) -> String {
    let mut body = second_call(world, &world.ditp.to_string());
    body["time_zone"] = json!(zone);
    let opened = world.coordinator.post("/v1/programmes", body).await;
    opened.expect(201);
    "/v1/programmes/AMI-IA-2019".to_owned()
}

/// Somebody who coordinates another programme, and has no part in this one.
pub async fn elsewhere(world: &World) -> Client {
    let mut lay = Laying::default();
    let ministry = lay.organisation("Direction des entreprises", "DGE", "ministry");
    let programme = lay.programme("AMI-U", ministry, ministry);
    let account = lay.account("Coordination DGE", ministry, Some(("coordinator", Some(programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}

/// The same service, where as many wait for the database as long as it takes: what they are answered then is what is looked at.
pub fn patient(world: &World) -> Twin {
    world.app.limited(&LimitSettings {
        database_wait_ms: 60_000,
        answer_seconds: 120,
        ..LimitSettings::default()
    })
}
