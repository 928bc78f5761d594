//! The database's own promises: the private server, history, constraints, migrations.

mod broken;
mod consistency;
mod constraints;
mod embedded;
mod encryption;
mod history;
mod killed;
mod past;
mod plans;
mod schema;
