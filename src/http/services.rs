//! What every request may use, made once at start.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::access::{Guessing, Passwords, TokenIssuer};
use crate::clock::Clock;
use crate::database::{Connection, Mode, Pool, Scrubber, Transaction};
use crate::files::FileStore;
use crate::http::memory::Memory;
use crate::http::metrics::{self, Rejection};
use crate::http::response_cache::ResponseCache;
use crate::http::routes::Routes;
use crate::http::{ApiError, ApiResult, Guard, ProblemCode, StaticAnswer};
use crate::settings::PublicUrl;

/// The services shared by all workers.
pub struct Services {
    /// The connections, a pool for each thread.
    pub pool: Pool,
    /// Who takes what was erased out of the database's files.
    pub scrubber: Scrubber,
    /// The time.
    pub clock: Clock,
    /// The access tokens.
    pub tokens: TokenIssuer,
    /// The passwords.
    pub passwords: Passwords,
    /// Who guesses at them.
    pub guessing: Guessing,
    /// Where uploaded files are kept.
    pub files: FileStore,
    /// How old a file that nothing names must be to be removed.
    pub files_grace: Duration,
    /// How large a request may be.
    pub limits: Limits,
    /// How many requests are taken on, from whom, for how long.
    pub guard: Guard,
    /// How long an answer is kept for retries.
    pub answers_kept: TimeDelta,
    /// What rooms keep in memory.
    pub memory: Memory,
    /// Responses to GETs, to be sent again.
    pub response_cache: ResponseCache,
    /// The routes, from the document.
    pub routes: Arc<Routes>,
    /// The document, serialised once.
    pub documents: Arc<Documents>,
    /// The accounts that the reference page offers to sign in with: the demonstration's, and otherwise none.
    pub shown_accounts: OnceLock<StaticAnswer>,
    /// Where clients reach it, where that is known.
    pub public_url: Option<PublicUrl>,
    /// Whom to tell of a vulnerability.
    pub security_contact: String,
    /// The origins that browsers may call from.
    pub origins: Vec<String>,
}

/// How large a request may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A JSON body.
    pub body_bytes: usize,
    /// The body of a batch.
    pub batch_bytes: usize,
    /// An uploaded file.
    pub upload_bytes: usize,
}

impl Services {
    /// A connection; 503 when none is free in time.
    pub async fn connection(&self) -> ApiResult<Connection> {
        let free = self.pool.get_within(self.guard.database_wait);
        free.await.map_err(|error| none_free(&error))
    }

    /// A transaction to write in; 503 when no connection is free in time.
    pub async fn transaction(&self) -> ApiResult<Transaction> {
        Ok(Transaction::begin(self.connection().await?, Mode::Write))
    }

    /// The database as it was known at an instant, to read from; 503 when no connection is free in time.
    pub async fn snapshot_as_of(&self, at: DateTime<Utc>) -> ApiResult<Transaction> {
        let free = self.pool.get_past_within(self.guard.database_wait);
        let connection = free.await.map_err(|error| none_free(&error))?;
        Ok(Transaction::as_of(connection, at).await?)
    }

    /// The database as it is at the instant at which it is first asked, to read from; 503 when no connection
    /// is free in time.
    pub async fn snapshot(&self) -> ApiResult<Transaction> {
        Ok(Transaction::later(self.connection().await?, Mode::Snapshot))
    }
}

fn none_free(error: &anyhow::Error) -> ApiError {
    tracing::warn!(cause = %error, "no database connection");
    metrics::count_rejection(Rejection::Database);
    ApiError::of(ProblemCode::Unavailable).retry_after(1)
}

/// The OpenAPI document, in each version that it is served in.
#[derive(Debug)]
pub struct Documents {
    /// OpenAPI 3.1.
    pub v3_1: StaticAnswer,
    /// OpenAPI 3.0.
    pub v3_0: StaticAnswer,
}
