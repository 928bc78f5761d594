//! Every behaviour through the HTTP interface, against a real Postgres; pure rules by property.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod milestones;
mod accounts;
mod contract;
mod database;
mod missions;
mod organisations;
mod plans;
mod programmes;
mod projects;
mod rules;
mod support;
mod suspensions;
mod vocabulary;
