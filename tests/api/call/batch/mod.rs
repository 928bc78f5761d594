//! Applications sent together: each line is the single request that it stands for.

mod crowd;
mod lines;
mod replayed;
mod unreadable;

use serde_json::{Value, json};

use super::{BATCH, application, with};
use crate::support::{Client, World};

/// An application with its key.
fn line(world: &World, key: &str, more: Value) -> Value {
    with(application(world, more), json!({"key": key}))
}

/// What became of each of these lines.
async fn sent(who: &Client, lines: &[Value]) -> Vec<Value> {
    let answer = who.post(BATCH, json!({"applications": lines})).await.expect(200);
    answer["results"].as_array().unwrap().clone()
}

/// The status of a line, whether it was recorded before, and the code of its problem.
fn told(result: &Value) -> (u64, bool, &str) {
    (
        result["status"].as_u64().unwrap(),
        result["replayed"].as_bool().unwrap(),
        result["problem"]["code"].as_str().unwrap_or("-"),
    )
}

/// Where a line is wrong, and how.
fn reasons(result: &Value) -> Vec<(&str, &str)> {
    let errors = result["problem"]["errors"].as_array();
    let mut reasons: Vec<_> = errors
        .into_iter()
        .flatten()
        .map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    reasons.sort_unstable();
    reasons
}
