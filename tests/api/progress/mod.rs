//! Progress entries: rights and rules, corrections, replays, batches.

mod batch;
mod corrections;
mod effort;
mod ended;
mod replays;
mod rights;
mod rules;
mod speed;

use serde_json::{Value, json};

/// ASN's log.
const LOG: &str = "/v1/projects/AMI-T-ASN/progress-entries";

/// An entry of half a day on 1 March 2019, with other fields.
fn entry(other: Value) -> Value {
    let mut entry =
        json!({"track": "technical_support", "occurred_on": "2019-03-01", "person_days": 0.5, "done": "Fait"});
    for (name, value) in other.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}
