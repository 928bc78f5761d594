//! A world whose past is told step by step.

use chrono::{DateTime, Utc};
use jalon::clock::StoryTime;
use serde_json::{Value, json};

use super::{Client, Twin, World};

const ASN: &str = "/v1/projects/AMI-T-ASN";

/// A world whose past can be told: each step at an instant of its own.
pub struct Story {
    pub world: World,
    twin: Twin,
    time: &'static StoryTime,
}

impl Story {
    /// Told from before the project's first day on; today is 4 March 2019.
    pub async fn begun() -> Self {
        let begun = "2018-11-05T09:00:00Z";
        let world = World::told_at(begun).await;
        let (twin, time) = world.app.set_to(begun.parse().unwrap());
        Self { world, twin, time }
    }

    /// Someone at noon of a day.
    pub fn on(&self, day: &str, who: &Client) -> Client {
        let noon: DateTime<Utc> = format!("{day}T11:00:00Z").parse().unwrap();
        self.time.go_to(noon);
        who.at(&self.twin.base_url).with("If-Match", "*")
    }

    pub async fn made(&self, day: &str, who: &Client, collection: &str, body: Value) -> String {
        let reply = self.on(day, who).post(&format!("{ASN}/{collection}"), body).await;
        reply.expect(201);
        reply.id()
    }

    pub async fn milestone(&self, day: &str, title: &str, weight: f64, forecast_on: &str) -> String {
        let body = json!({"track": "prototype", "title": title, "weight": weight, "acceptance_criteria": ["Vu."], "forecast_on": forecast_on});
        self.made(day, &self.world.coordinator, "milestones", body).await
    }

    pub async fn baseline(&self, day: &str) {
        self.made(day, &self.world.coordinator, "baselines", json!({"motive": "Plan."}))
            .await;
    }

    pub async fn forecast(&self, day: &str, milestone: &str, forecast_on: &str) {
        let body = json!({"forecast_on": forecast_on, "motive": "Données reçues tard."});
        let path = format!("/v1/milestones/{milestone}/forecasts");
        self.on(day, &self.world.coordinator)
            .post(&path, body)
            .await
            .expect(201);
    }

    pub async fn entry(&self, day: &str, body: Value) -> String {
        let mut entry = json!({"track": "prototype", "done": "Travaux."});
        entry.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        self.made(day, &self.world.alpha_expert, "progress-entries", entry)
            .await
    }

    /// Started and submitted by its provider on one day, decided on another.
    pub async fn submitted(&self, day: &str, milestone: &str) {
        for verb in ["start", "submit"] {
            self.acted(day, &self.world.alpha_expert, milestone, verb, json!({}))
                .await;
        }
    }

    pub async fn acted(&self, day: &str, who: &Client, milestone: &str, verb: &str, body: Value) {
        let path = format!("/v1/milestones/{milestone}");
        self.on(day, who).act(&path, verb, body).await.expect(200);
    }

    pub async fn accepted(&self, day: &str, milestone: &str) {
        self.acted(day, &self.world.technical_coordinator, milestone, "accept", json!({}))
            .await;
    }
}
