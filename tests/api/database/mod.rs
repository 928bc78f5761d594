//! The database's own promises: the private server, history, constraints, migrations.

mod embedded;
mod history;
mod killed;
mod schema;
