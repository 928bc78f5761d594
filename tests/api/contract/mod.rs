//! What holds for every operation: the document, the gate, the rules of bodies, tags, retries, lists.

mod answers;
mod bodies;
mod cached;
mod compatibility;
mod creation;
mod document;
mod filters;
mod fixed;
pub mod freshness;
mod gate;
mod headers;
mod layers;
mod links;
mod plain;
mod polling;
mod prefix;
mod replays;
mod retries;
mod round_trips;
mod seen;
mod shown;
pub mod snapshots;
mod v3_0;
pub mod walk;

use std::sync::LazyLock;

use jalon::openapi::{Version, serialised};
use serde_json::Value;

/// The document of this build.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&serialised(Version::V3_1)).unwrap());
    &DOCUMENT
}
