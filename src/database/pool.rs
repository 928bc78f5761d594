//! The pool of connections: bounded, with time limits on everything it waits for.

use std::time::Duration;

use anyhow::Context;
use diesel_async::pooled_connection::deadpool::{self, Object};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;

use super::Address;

/// The pool.
pub type Pool = deadpool::Pool<AsyncPgConnection>;
/// A connection borrowed from it. One dropped in the middle of a transaction is thrown away.
pub type Connection = Object<AsyncPgConnection>;

/// What every connection is told first: a stuck writer must not hold the stamp's lock for long
/// (docs/adr/0002-history.md), and a waiting one must give up in time for an answer.
const SESSION: &str = "set statement_timeout = '15s'; set lock_timeout = '4s'; \
    set idle_in_transaction_session_timeout = '10s'; set jit = off; set timezone = 'UTC'";

/// A pool of at most `size` connections to the database at `url`.
pub fn connect_pool(url: &str, size: usize) -> anyhow::Result<Pool> {
    let mut config = ManagerConfig::<AsyncPgConnection>::default();
    config.recycling_method = RecyclingMethod::Fast;
    let address = Address::parse(url)?;
    config.custom_setup = Box::new(move |_| {
        let address = address.clone();
        async move {
            let mut connection = address.connect().await?;
            connection
                .batch_execute(SESSION)
                .await
                .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
            Ok(connection)
        }
        .boxed()
    });
    let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
    Pool::builder(manager)
        .max_size(size)
        .runtime(::deadpool::Runtime::Tokio1)
        .wait_timeout(Some(Duration::from_secs(5)))
        .create_timeout(Some(Duration::from_secs(5)))
        .build()
        .context("the pool of connections cannot be made")
}
