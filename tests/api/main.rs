//! Every behaviour through the HTTP interface, against a real Postgres; pure rules by property.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod organisations;
mod plans;
mod projects;
mod support;
mod suspensions;
