//! Signing up: confirmed while places last, else waiting, in order.

mod body;
mod crowd;
mod days;
mod lists;
mod places;
mod queue;
mod rights;

use serde_json::{Value, json};

use crate::support::{Client, World};

/// What is shown of a sign-up's place, as a coordinator reads it: its state, and its position there.
async fn place(world: &World, path: &str) -> (String, Value) {
    let shown = world.coordinator.get(path).await.expect(200);
    (shown["state"].as_str().unwrap().to_owned(), shown["position"].clone())
}

/// That these stand so, each in its order.
async fn stand(world: &World, expected: &[(&String, &str, Option<u32>)]) {
    for (path, state, position) in expected {
        let told = place(world, path).await;
        assert_eq!(told, ((*state).to_owned(), json!(position)), "{path}: {expected:?}");
    }
}

/// Cancels one, and gives it as it is then.
async fn cancel(by: &Client, path: &str) -> Value {
    by.act(path, "cancel", json!({})).await.expect(200)
}

/// How many people an exchange says that come and that wait.
async fn counted(world: &World, exchange: &str) -> (Value, Value) {
    let shown = world.coordinator.get(exchange).await.expect(200);
    let told = &shown["signed_up"];
    (told["confirmed"].clone(), told["waiting"].clone())
}

/// The version of something.
async fn version(world: &World, path: &str) -> Value {
    world.coordinator.get(path).await.expect(200)["version"].clone()
}
