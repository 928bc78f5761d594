//! Every behaviour through the HTTP interface, against a real Postgres; pure rules by property.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod access;
mod accompaniment;
mod accounts;
mod as_of;
mod background;
mod call;
mod commands;
mod committee_file;
mod contract;
mod database;
mod evaluations;
mod exchanges;
mod hand_over;
mod health;
mod history;
mod limits;
mod milestones;
mod missions;
mod organisations;
mod plans;
mod portfolio;
mod privacy;
mod programmes;
mod progress;
mod projects;
mod readiness;
mod redactions;
mod rules;
mod states;
mod support;
mod suspensions;
mod trajectories;
mod vocabulary;
