//! The nursery: the projects that are ready to launch, or with reservations, and what outlasts them.

mod contents;
mod lists;

use serde_json::{Value, json};

use super::CHU;
use crate::support::{Client, World};

const NURSERY: &str = "/v1/programmes/AMI-T/nursery";

/// The world, where CHU's project runs too.
async fn with_two_projects() -> World {
    let world = World::new().await;
    let start = json!({"on": "2019-01-07"});
    world.coordinator.act(CHU, "start", start).await.expect(200);
    world
}

/// What is on the nursery's page.
async fn shown(client: &Client, query: &str) -> Vec<Value> {
    let page = client.get(&format!("{NURSERY}?count=true{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap().clone();
    assert_eq!(page["total"], items.len());
    items
}

/// The codes of the projects on it, and their verdicts.
async fn codes(client: &Client, query: &str) -> Vec<(String, String)> {
    let items = shown(client, query).await.into_iter();
    items
        .map(|item| {
            let [code, verdict] =
                [&item["project"]["code"], &item["verdict"]].map(|it| it.as_str().unwrap().to_owned());
            (code, verdict)
        })
        .collect()
}

/// The same, as a test writes them.
fn just(projects: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = projects
        .iter()
        .map(|(code, verdict)| ((*code).to_owned(), (*verdict).to_owned()));
    owned.collect()
}
