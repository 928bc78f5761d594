//! Projects: their codes, their life, their clock, who sees them.

mod clock;
mod codes;
mod completion;
mod concurrency;
mod life;
mod sight;
mod sql_clock;

use crate::support::Reply;

/// The sentences of a refusal.
fn messages(reply: &Reply) -> Vec<String> {
    let errors = reply.json()["errors"].as_array().unwrap().clone();
    errors
        .iter()
        .map(|error| error["message"].as_str().unwrap().to_owned())
        .collect()
}
