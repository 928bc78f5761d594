//! Postgres: the private server, the pool, the migrations, the schema, and what its constraints mean.

pub mod address;
pub mod consistency;
mod details;
pub mod embedded;
pub mod french;
mod migrations;
pub mod planning;
mod pool;
mod prepared;
pub mod schema;
pub mod scrubbing;
mod story;
mod transaction;

pub use address::Address;
pub use details::Json;
pub(crate) use details::{detailed, jsonb};
pub use migrations::{is_current, migrate};
pub use pool::{Connection, Pool, PoolStatus};
pub use prepared::Prepared;
pub use scrubbing::Scrubber;
pub use story::propose_stamp;
pub use transaction::{Mode, Transaction};
