//! Verdicts: whether a project is ready to launch, and every gate as it stood.

mod body;
mod frozen;
mod lists;
mod redaction;
mod refused;
mod stored;

use serde_json::{Value, json};

fn verdict(verdict: &str, motive: &str) -> Value {
    json!({"verdict": verdict, "motive": motive})
}
