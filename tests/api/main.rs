//! Every behaviour through the HTTP interface, against a real Postgres; pure rules by property.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod health;
mod history;
mod organisations;
mod portfolio;
mod progress;
mod support;
