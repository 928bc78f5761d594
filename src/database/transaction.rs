//! One transaction on one connection, to read (a snapshot) or to write.
//!
//! `BEGIN` is sent and not waited for: it can only fail with its connection, and then the next
//! statement does too. So it travels with the first statements, and costs no round trip. A transaction
//! that is dropped before its end is rolled back behind the answer's back; its connection goes back to
//! the pool once that is done.

use std::cell::Cell;
use std::ops::Deref;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;

use super::Connection;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To read: all that is read was at one instant, and nothing is written.
    Snapshot,
    /// To write: each statement sees what others have committed before it.
    Write,
}

impl Mode {
    /// What begins it.
    pub fn begin(self) -> &'static str {
        match self {
            Self::Snapshot => "begin isolation level repeatable read, read only",
            Self::Write => "begin",
        }
    }
}

/// What every commit holds from when it has its stamp until it is seen (`hist.stamp`).
const STAMP_LOCK: i64 = 7_237_131_201;

/// A transaction in progress, or one that is yet to begin.
pub struct Transaction {
    connection: Option<Connection>,
    mode: Mode,
    begun: Cell<bool>,
}

impl Transaction {
    /// Begins a transaction.
    pub fn begin(connection: Connection, mode: Mode) -> Self {
        let transaction = Self::later(connection, mode);
        transaction.begin_now(transaction.alone());
        transaction
    }

    /// A transaction that reads what was known at an instant, on a connection to the past; nobody commits anything at that instant
    /// any more.
    pub async fn as_of(connection: Connection, at: DateTime<Utc>) -> QueryResult<Self> {
        let transaction = Self::later(connection, Mode::Snapshot);
        transaction.begun.set(true);
        let mut alone = transaction.alone();
        let (begin, as_of) = (transaction.mode.begin(), as_of(at));
        let settled = format!("begin; select pg_advisory_xact_lock_shared({STAMP_LOCK}); commit; {begin}; {as_of}");
        alone.batch_execute(&settled).await?;
        Ok(transaction)
    }

    /// Reads what was known at another instant from here on.
    pub async fn move_to(&self, at: DateTime<Utc>) -> QueryResult<()> {
        let mut connection = self.alone();
        connection.batch_execute(&as_of(at)).await
    }

    /// A transaction that begins when its connection is first asked for.
    pub fn later(connection: Connection, mode: Mode) -> Self {
        Self {
            connection: Some(connection),
            mode,
            begun: Cell::new(false),
        }
    }

    fn begin_now(&self, mut connection: &AsyncPgConnection) {
        if !self.begun.replace(true) {
            // Polled once, it is on its way.
            let _ = connection.batch_execute(self.mode.begin()).now_or_never();
        }
    }

    /// The connection, for a statement that stands alone: a statement is a snapshot by itself, and needs no
    /// transaction.
    #[expect(
        clippy::expect_used,
        reason = "only the end of the transaction takes the connection away"
    )]
    pub fn alone(&self) -> &AsyncPgConnection {
        let connection = self.connection.as_deref();
        connection.expect("a transaction in progress has its connection")
    }

    /// Commits, after the statements of `last`, which are sent in the same message: where one of them
    /// fails, nothing of the transaction remains.
    pub async fn commit(mut self, last: &str) -> QueryResult<()> {
        let mut connection: &AsyncPgConnection = &self;
        connection.batch_execute(&format!("{last}commit")).await?;
        // The connection goes back to the pool as it is.
        self.connection = None;
        Ok(())
    }
}

/// Says which instant the views of the past show, to the end of the transaction.
fn as_of(at: DateTime<Utc>) -> String {
    format!("set local jalon.as_of = '{}'", at.to_rfc3339())
}

impl Deref for Transaction {
    type Target = AsyncPgConnection;

    fn deref(&self) -> &AsyncPgConnection {
        let connection = self.alone();
        self.begin_now(connection);
        connection
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        if !self.begun.get() {
            return;
        }
        if tokio::runtime::Handle::try_current().is_err() {
            // Nobody is left to roll back: the server does, when the connection ends.
            return drop(Object::take(connection));
        }
        actix_web::rt::spawn(async move {
            if connection.batch_execute("rollback").await.is_err() {
                drop(Object::take(connection));
            }
        });
    }
}
