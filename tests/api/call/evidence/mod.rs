//! What an application is handed in with: links and files, which coordinators attach and its jurors read.

mod content;
mod hidden;
mod redaction;
mod refusals;
mod retries;
mod rights;
mod scopes;
mod states;
mod view;

use std::path::PathBuf;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::applications::{OPEN, STATES};
use super::{
    GRIDS, acted, applied, assigned, change, column, count, elsewhere, entries, faults, grid, id_of, in_turn, is_told,
    juror, just, led_to, listed, made, not_both, page_by_page, patient, project_of, recused, with, without,
};
use crate::support::{Client, Form, World};

/// The type of all of it.
const TYPE: &str = "application_file";

/// What is not told to a juror.
const UNTOLD: [&str; 1] = ["added_by"];

/// Ten digits, ten thousand times over.
fn digits() -> String {
    "0123456789".repeat(1000)
}

/// A link.
fn link(more: Value) -> Value {
    with(
        json!({"type": TYPE, "title": "Dossier de candidature", "url": "https://depot.example/candidatures/204518.pdf"}),
        more,
    )
}

/// A file of figures.
fn form(content: &str) -> Form {
    Form::of(TYPE, "Chiffres").file("chiffres.csv", "text/csv", content.as_bytes())
}

/// Where links are attached to an application, and listed with files.
fn links(application: &str) -> String {
    format!("{application}/evidence")
}

/// Where files are attached to it.
fn files(application: &str) -> String {
    format!("{application}/evidence/files")
}

/// Attaches a link, and gives its path.
async fn linked(world: &World, application: &str, more: Value) -> String {
    let reply = world.coordinator.post(&links(application), link(more)).await;
    reply.expect(201);
    format!("/v1/evidence/{}", reply.id())
}

/// Attaches a file, and gives its path.
async fn filed(world: &World, application: &str, content: &str) -> String {
    let reply = world.coordinator.upload(&files(application), &form(content)).await;
    reply.expect(201);
    format!("/v1/evidence/{}", reply.id())
}

/// An application, and the juror who judges it.
async fn judged() -> (World, String, Client) {
    let world = World::new().await;
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let application = applied(&world, json!({})).await;
    let juror = juror(&world, "Jurée").await;
    assigned(&world, &application, &juror).await;
    (world, application, juror)
}

/// The files that are kept.
fn kept(world: &World) -> Vec<PathBuf> {
    world.app.files()
}

/// The SHA-256 of a text, in hexadecimal.
fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}
