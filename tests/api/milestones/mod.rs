//! Milestones: planning, the life cycle, rights, lists, and what hangs on them.

mod children;
mod files;
mod life;
mod lists;
mod planning;
mod refusals;
mod rights;
mod tacit;

use serde_json::{Value, json};

use crate::support::{Client, Laying, Reply, World};

const ASN: &str = "/v1/projects/AMI-T-ASN/milestones";

/// Plans a milestone of ASN's project and gives its path.
pub async fn plan(world: &World, more: Value) -> String {
    let mut body = json!({"track": "technical_support", "title": "Données documentées", "forecast_on": "2019-06-14"});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let planned = world.coordinator.post(ASN, body).await;
    planned.expect(201);
    format!("/v1/milestones/{}", planned.id())
}

/// A milestone that work has begun on.
async fn begun(world: &World, more: Value) -> String {
    let path = plan(world, more).await;
    world.alpha_expert.act(&path, "start", json!({})).await.expect(200);
    path
}

/// A milestone that Alpha's expert submitted.
async fn submitted(world: &World, more: Value) -> String {
    let path = begun(world, more).await;
    world.alpha_expert.act(&path, "submit", json!({})).await.expect(200);
    path
}

/// A milestone that DINSIC accepted.
async fn accepted(world: &World, more: Value) -> String {
    let path = submitted(world, more).await;
    world
        .technical_coordinator
        .act(&path, "accept", json!({}))
        .await
        .expect(200);
    path
}

async fn attach(client: &Client, path: &str, kind: &str) -> Reply {
    let body = json!({"type": kind, "title": "Pièce", "url": "https://depot.example/piece"});
    client.post(&format!("{path}/evidence"), body).await
}

/// One field of every item of a page.
pub fn column(page: &Value, field: &str) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item[field].as_str().unwrap().to_owned())
        .collect()
}

/// Suspends ASN's project from a day on.
async fn suspend(world: &World, from: &str) {
    let (id, someone) = (uuid::Uuid::now_v7(), world.coordinator.account());
    let mut lay = Laying::default();
    lay.row(
        "suspension",
        id,
        "suspensions",
        "id, project_id, from_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by",
        &format!(
            "'{id}', '{}', '{from}', 'Marché', false, now(), '{someone}', now(), '{someone}'",
            world.asn_project
        ),
    );
    world.app.sql(&lay.transaction()).await;
}
