//! Postgres: the private server, the pool, the migrations, the schema, and what its constraints mean.

pub mod constraint;
pub mod embedded;
mod migrations;
mod pool;
pub mod schema;

pub use migrations::{is_current, migrate};
pub use pool::{Connection, Pool, connect_pool};
