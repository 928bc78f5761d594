//! Jalon follows the laureate projects of a public programme: what was planned, what is being
//! done, what was delivered and decided, and how all of it stands today.
//!
//! A request travels one way: [`app`] (the one registration) → [`http`] (the gate, then `Read`,
//! `List` or `Write`) → a room's handler → its `queries` (what the caller may see) → its `policy`
//! (what it may do) → pure rules → the write and its [`journal`] entry, in one transaction.
//! Modules stand in layers, and none imports upwards (`docs/architecture.md`, "Layers").
//! `docs/architecture.md` walks through it.
//!
//! Each room (a folder named for a resource) has the same files: `mod.rs` (what it is, its
//! registration), `dto.rs` (what clients send and see), `handlers`, `policy.rs`, `model.rs` (rows),
//! `queries.rs` (SQL), and where there are rules, pure ones that know neither HTTP nor SQL.

pub mod access;
pub mod accompaniment;
pub mod accounts;
pub mod app;
pub mod background;
pub mod call;
pub mod civil;
pub mod clock;
pub mod commands;
pub mod committee_file;
pub mod cycles;
pub mod database;
pub mod demonstration;
pub mod exchanges;
pub mod fault;
pub mod files;
pub mod hand_over;
pub mod history;
pub mod http;
pub mod journal;
pub mod known;
pub mod milestones;
pub mod missions;
pub mod openapi;
pub mod organisations;
pub mod pictures;
pub mod plans;
pub mod platform;
pub mod portfolio;
pub mod programmes;
pub mod progress;
pub mod project_life;
pub mod projects;
pub mod readiness;
pub mod redactions;
pub mod reference;
pub mod settings;
pub mod shape;
pub mod suspensions;
pub mod team;
pub mod trajectories;
pub mod unseen;
pub mod useful_months;
pub mod vocabulary;
