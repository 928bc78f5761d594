//! Status reports.

mod body;
mod deletion;
mod ended;
mod endorsing;
mod frozen;
mod health_line;
mod life;
mod lists;
mod patches;
mod portfolio;
mod rectification;
mod release_before;
mod shown;
mod visibility;

use serde_json::{Value, json};
use uuid::Uuid;

use super::faults;
use crate::support::{Client, World};

const REPORTS: &str = "/v1/projects/AMI-T-ASN/status-reports";
const HEALTH: &str = "/v1/projects/AMI-T-ASN/health";
const PROGRAMME: &str = "/v1/programmes/AMI-T/status-reports";

fn report(more: Value) -> Value {
    let mut body = json!({
        "from": "2019-02-01", "until": "2019-03-01", "health": {"overall": "sunny"},
        "done": "Lettres annotées.", "next": "Premier modèle.",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// Writes one of ASN's project, and gives its path.
async fn written(author: &Client, more: Value) -> String {
    let reply = author.post(REPORTS, report(more)).await;
    reply.expect(201);
    format!("{REPORTS}/{}", reply.id())
}

/// The world, where Beta works on ASN's project too.
async fn with_two_providers() -> World {
    let world = World::new().await;
    let mission =
        json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01"});
    let made = world.coordinator.post("/v1/projects/AMI-T-ASN/missions", mission).await;
    made.expect(201);
    world
}

/// The world, where CHU's project runs too.
async fn with_two_projects() -> World {
    let world = with_two_providers().await;
    let start = json!({"on": "2019-01-07"});
    let started = world.coordinator.act("/v1/projects/AMI-T-CHU", "start", start).await;
    started.expect(200);
    world
}

/// Somebody more in an organisation, with these roles in the programme; gives the account's path.
async fn joining(world: &World, organisation: Uuid, name: &str, roles: &[&str]) -> String {
    let letters = name.chars().filter(char::is_ascii_alphabetic);
    let email = format!("{}@example.test", letters.collect::<String>().to_lowercase());
    let body = json!({"name": name, "email": email, "organisation": organisation});
    let made = world.administrator.post("/v1/accounts", body).await;
    made.expect(201);
    let account = format!("/v1/accounts/{}", made.id());
    for role in roles {
        let grant = json!({"role": role, "programme": "AMI-T"});
        let grants = format!("{account}/grants");
        world.administrator.post(&grants, grant).await.expect(201);
    }
    account
}

/// Who endorses what somebody writes: a colleague, or the author where it is alone.
fn endorser<'a>(world: &'a World, author: &'a Client) -> &'a Client {
    let (expert, colleague) = (&world.alpha_expert, &world.alpha_colleague);
    match author.account() {
        account if account == expert.account() => colleague,
        account if account == colleague.account() => expert,
        _ => author,
    }
}

/// Writes one, and leads it to that state.
async fn led_to(world: &World, author: &Client, state: &str, more: Value) -> String {
    let path = written(author, more).await;
    if ["endorsed", "published"].contains(&state) {
        let endorsed = endorser(world, author).act(&path, "endorse", json!({})).await;
        assert_eq!(endorsed.expect(200)["state"], "endorsed");
    }
    if state == "published" {
        let published = world.coordinator.act(&path, "publish", json!({})).await;
        assert_eq!(published.expect(200)["state"], "published");
    }
    path
}

async fn published(world: &World, author: &Client, more: Value) -> String {
    led_to(world, author, "published", more).await
}

/// The last part of a path.
fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// What was done on ASN's project is told, of reports, the newest first: the codes of the actions, and how many.
async fn told(client: &Client, entity: &str) -> (Vec<Value>, Value) {
    let path = format!("/v1/projects/AMI-T-ASN/history?entity={entity}&count=true");
    let page = client.get(&path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    (
        items.map(|entry| entry["action"]["code"].clone()).collect(),
        page["total"].clone(),
    )
}

/// How ASN's project fares, as a dashboard shows it.
async fn fares(client: &Client) -> Value {
    let portfolio = client.get("/v1/programmes/AMI-T/portfolio").await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    let asn = projects.iter().find(|project| project["code"] == "AMI-T-ASN").unwrap();
    asn["health"]["overall"].clone()
}

/// The ids on a list's first page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let ids = items.map(|report| report["id"].as_str().unwrap().to_owned());
    (ids.collect(), page["total"].clone())
}

/// A list of just these.
fn just(paths: &[&String]) -> (Vec<String>, Value) {
    let ids = paths.iter().map(|path| id(path).to_owned());
    (ids.collect(), json!(paths.len()))
}
