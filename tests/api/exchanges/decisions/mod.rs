//! What steering committees decide: numbered in the programme, open until it is settled.

mod body;
mod life;
mod lists;
mod numbers;
mod rights;

use serde_json::{Value, json};

use super::{made, planned};
use crate::support::World;

/// Plans a committee, and gives its path.
async fn committee(world: &World, title: &str) -> String {
    planned(world, json!({"kind": "steering_committee", "title": title})).await
}

/// Notes what it decided, and gives the path.
async fn decided(world: &World, committee: &str, more: Value) -> String {
    made(&world.coordinator, &format!("{committee}/decisions"), decision(more)).await
}

fn decision(more: Value) -> Value {
    let mut body = json!({"text": "Prolonger l'annotation d'un mois."});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}
