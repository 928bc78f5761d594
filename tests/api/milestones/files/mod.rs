//! Evidence that is a file: receiving, refusing, giving it back, sweeping.

mod bucket;
mod content;
mod interrupted;
mod memory;
mod receiving;
mod refusals;
mod sweep;
mod types;

use std::path::PathBuf;

use serde_json::json;

use super::begun;
use crate::support::World;

/// The files that are kept, and whatever else stands in the data folder.
fn kept(world: &World) -> Vec<PathBuf> {
    world.app.files()
}

/// A milestone that is being worked on: where its files go.
async fn place(world: &World) -> String {
    format!("{}/evidence/files", begun(world, json!({})).await)
}

/// The SHA-256 of some bytes, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    format!("{:x}", Sha256::digest(bytes))
}
