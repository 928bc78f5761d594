//! Evidence that is a file: receiving, refusing, giving it back, sweeping.

mod content;
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
    fn walk(folder: &std::path::Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&world.app.folder, &mut found);
    found
}

/// A milestone that is being worked on: the path of its evidence.
async fn place(world: &World) -> String {
    format!("{}/evidence", begun(world, json!({})).await)
}

/// The SHA-256 of some bytes, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    format!("{:x}", Sha256::digest(bytes))
}
