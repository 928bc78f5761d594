//! Everybody on one day of the year, and what they are shown.

use serde_json::{Value, json};

use crate::support::{Client, Twin, World};

/// ASN's project.
pub const PROJECT: &str = "/v1/projects/AMI-T-ASN";

/// Those who act, on that day.
pub struct Day {
    pub expert: Client,
    pub colleague: Client,
    pub laureate: Client,
    pub coordinator: Client,
    /// Coordinator with authority over the technical tracks.
    pub decider: Client,
    pub observer: Client,
    _service: Twin,
}

impl Day {
    pub fn on(world: &World, day: &str) -> Self {
        let service = world.app.on(day);
        let then = |client: &Client| client.at(&service.base_url);
        Self {
            expert: then(&world.alpha_expert),
            colleague: then(&world.alpha_colleague),
            laureate: then(&world.asn_laureate),
            coordinator: then(&world.coordinator),
            decider: then(&world.technical_coordinator),
            observer: then(&world.observer),
            _service: service,
        }
    }

    /// The project on the dashboard.
    pub async fn dashboard(&self) -> Value {
        dashboard_of(&self.coordinator).await
    }

    /// What the history says last of things of a kind begins with these words, the latest at the end.
    pub async fn is_told(&self, entity: &str, sentences: &[&str]) {
        let path = format!("{PROJECT}/history?entity={entity}&limit={}", sentences.len());
        let page = self.coordinator.get(&path).await.expect(200);
        let told = page["items"].as_array().unwrap().iter().rev();
        let told: Vec<&str> = told.map(|entry| entry["sentence"].as_str().unwrap()).collect();
        assert_eq!(told.len(), sentences.len(), "{told:?}");
        for (told, expected) in told.iter().zip(sentences) {
            assert!(told.starts_with(expected), "{told}: {expected}");
        }
    }
}

/// The project on somebody's dashboard.
pub async fn dashboard_of(reader: &Client) -> Value {
    let portfolio = reader.get("/v1/programmes/AMI-T/portfolio").await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    let asn = projects.iter().find(|project| project["code"] == "AMI-T-ASN");
    asn.unwrap().clone()
}

/// Adds something to the project and gives its path.
pub async fn made(by: &Client, kind: &str, body: Value) -> String {
    let reply = by.post(&format!("{PROJECT}/{kind}"), body).await;
    reply.expect(201);
    format!("{PROJECT}/{kind}/{}", reply.id())
}

/// Edits something as it was read a moment ago.
pub async fn edited(by: &Client, path: &str, edit: Value) -> Value {
    let read = by.get(path).await;
    by.matching(&read).patch(path, edit).await.expect(200)
}

/// Attaches what a milestone asks for.
pub async fn attached(by: &Client, milestone: &str, kinds: &[&str]) {
    for kind in kinds {
        let piece = json!({"type": kind, "title": "Pièce", "url": format!("https://pieces.example/{kind}")});
        by.post(&format!("{milestone}/evidence"), piece).await.expect(201);
    }
}
