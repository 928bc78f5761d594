//! The pools of connections: one for each thread that asks, so that a connection's driver runs on
//! the thread that uses it and no answer wakes another one. Bounded, with time limits on everything
//! that is waited for; a connection that broke is replaced by the next one that is asked for.

use std::time::Duration;

use anyhow::Context;
use diesel_async::pooled_connection::deadpool::{self, Object, PoolError};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;
use thread_local::ThreadLocal;

use super::Address;

/// A connection borrowed from the pool. One dropped in the middle of a transaction is thrown away.
pub type Connection = Object<AsyncPgConnection>;

type ThreadPool = deadpool::Pool<AsyncPgConnection>;

/// What every connection is told first: a stuck writer must not hold the stamp's lock for long
/// (docs/adr/0002-history.md), and a waiting one must give up in time for an answer. How statements are planned: `planning`.
const SESSION: &str = "set statement_timeout = '15s'; set lock_timeout = '4s'; \
    set idle_in_transaction_session_timeout = '10s'; set jit = off; set timezone = 'UTC'; \
    set plan_cache_mode = force_generic_plan";

/// What a connection to the past is told besides: it finds the views of the past by the names of the tables, and nothing else
/// (`docs/adr/0019-as-of.md`).
const PAST: &str = "; set search_path = past; set default_transaction_read_only = on";

/// How long a connection is waited for where nothing else is said.
const PATIENCE: Duration = Duration::from_secs(5);

/// The connections to one database.
pub struct Pool {
    address: Address,
    url: String,
    /// How many connections each thread may hold.
    each: usize,
    threads: ThreadLocal<ThreadPool>,
    past: ThreadLocal<ThreadPool>,
}

/// How many connections there are, over all threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct PoolStatus {
    /// How many there may be at most, in the threads that have asked.
    pub max_size: usize,
    /// How many there are.
    pub size: usize,
    /// How many of them are free.
    pub available: usize,
    /// How many requests wait for one.
    pub waiting: usize,
}

impl Pool {
    /// Pools of `each` connections to the database at `url`, and of half as many to its past. Nothing is connected yet.
    pub fn new(url: &str, each: usize) -> anyhow::Result<Self> {
        Ok(Self {
            address: Address::parse(url)?,
            url: url.to_owned(),
            each,
            threads: ThreadLocal::new(),
            past: ThreadLocal::new(),
        })
    }

    /// A connection of this thread's.
    pub async fn get(&self) -> anyhow::Result<Connection> {
        self.get_within(PATIENCE).await
    }

    /// A connection of this thread's, waited for no longer than that.
    pub async fn get_within(&self, wait: Duration) -> anyhow::Result<Connection> {
        let pool = self
            .threads
            .get_or_try(|| self.connect_thread(self.each, SESSION.to_owned()))?;
        Self::borrow(pool, wait).await
    }

    /// The same to the past: what a table's name finds there is as it was at an instant (`Transaction::as_of`).
    pub async fn get_past_within(&self, wait: Duration) -> anyhow::Result<Connection> {
        let (each, session) = (self.each.div_ceil(2), || [SESSION, PAST].concat());
        let pool = self.past.get_or_try(|| self.connect_thread(each, session()))?;
        Self::borrow(pool, wait).await
    }

    async fn borrow(pool: &ThreadPool, wait: Duration) -> anyhow::Result<Connection> {
        let timeouts = ::deadpool::managed::Timeouts {
            wait: Some(wait),
            ..pool.timeouts()
        };
        pool.timeout_get(&timeouts)
            .await
            .map_err(|error: PoolError| anyhow::anyhow!(error))
    }

    /// How many connections there are.
    pub fn status(&self) -> PoolStatus {
        let pools = self.threads.iter().chain(self.past.iter());
        pools.fold(PoolStatus::default(), |all, pool| {
            let one = pool.status();
            PoolStatus {
                max_size: all.max_size + one.max_size,
                size: all.size + one.size,
                available: all.available + one.available,
                waiting: all.waiting + one.waiting,
            }
        })
    }

    fn connect_thread(&self, each: usize, session: String) -> anyhow::Result<ThreadPool> {
        let mut config = ManagerConfig::<AsyncPgConnection>::default();
        config.recycling_method = RecyclingMethod::Fast;
        let address = self.address.clone();
        config.custom_setup = Box::new(move |_| {
            let (address, session) = (address.clone(), session.clone());
            async move {
                let mut connection = address.connect().await?;
                connection
                    .batch_execute(&session)
                    .await
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(connection)
            }
            .boxed()
        });
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(&self.url, config);
        deadpool::Pool::builder(manager)
            .max_size(each)
            // The one that was used last: its server process is warm, and the others can rest.
            .queue_mode(::deadpool::managed::QueueMode::Lifo)
            .runtime(::deadpool::Runtime::Tokio1)
            .create_timeout(Some(PATIENCE))
            .build()
            .context("the pool of connections cannot be made")
    }
}
