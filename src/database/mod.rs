//! Postgres: the private server, the pool, the migrations, the schema, and what its constraints mean.

pub mod address;
pub mod constraint;
pub mod embedded;
mod migrations;
mod pool;
pub mod schema;
pub mod scrubbing;
mod story;

pub use address::Address;
pub use migrations::{is_current, migrate};
pub use pool::{Connection, Pool, connect_pool};
pub use scrubbing::Scrubber;
pub use story::propose_stamp;
