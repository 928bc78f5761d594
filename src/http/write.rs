//! `Write` and `Change`: one request, one transaction, one journal.
//!
//! A handler that writes is given a `Write`, whose body is already of the right shape, and runs
//! its steps inside [`Write::run`]: the transaction begins, the idempotency key is claimed, the
//! handler works on the [`Change`], the answer is kept, the journal is written last (it takes the
//! stamp, docs/adr/0002-history.md) and the transaction commits before the answer leaves.

use std::rc::Rc;

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, dev};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;
use deserr::Deserr;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager};
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::answer::Answer;
use super::code::ProblemCode;
use super::etag::IfMatch;
use super::idempotency::{IdempotencyKey, KeptAnswer};
use super::problem::{ApiError, ApiResult, CurrentVersion, Refusal};
use super::query::{self, NoFilter};
use super::shape::{self, ShapeFaults};
use super::{actor_of, body, clock_of, services_of};
use crate::access::Actor;
use crate::clock::Clock;
use crate::database::{Connection, propose_stamp};
use crate::journal::{Entry, Journal};
use crate::services::Services;
use crate::vocabulary::Language;

/// A body without fields.
#[derive(Debug, Default, Deserr, utoipa::ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NoBody {}

/// The request of a write: who asks for what. Taking it refuses a body of the wrong shape.
///
/// `BATCH` allows the larger body of a batch.
pub struct Write<B = NoBody, F = NoFilter, const BATCH: bool = false> {
    /// Who asks.
    pub actor: Rc<Actor>,
    /// What is asked.
    pub body: B,
    /// The parameters of this operation.
    pub filter: F,
    /// The language of the answer.
    pub language: Language,
    /// The id under which the request is logged.
    pub request_id: String,
    clock: Clock,
    services: Data<Services>,
    key: Option<IdempotencyKey>,
    if_match: Option<IfMatch>,
}

/// A transaction in progress.
pub struct Change {
    /// Who changes.
    pub actor: Rc<Actor>,
    /// When, as an instant.
    pub now: DateTime<Utc>,
    /// The language of the answer.
    pub language: Language,
    clock: Clock,
    conn: Connection,
    journal: Journal,
    kept: Option<KeptAnswer>,
    if_match: Option<IfMatch>,
    discarded: bool,
}

/// A row that edits number.
pub trait Versioned {
    /// The number of the last edit.
    fn version(&self) -> i32;
    /// When it was.
    fn updated_at(&self) -> DateTime<Utc>;
    /// Whose it was.
    fn updated_by(&self) -> Uuid;
}

/// Implements [`Versioned`] for rows with the usual columns.
macro_rules! versioned {
    ($($row:ty),+ $(,)?) => { $(
        impl $crate::http::Versioned for $row {
            fn version(&self) -> i32 { self.version }
            fn updated_at(&self) -> chrono::DateTime<chrono::Utc> { self.updated_at }
            fn updated_by(&self) -> uuid::Uuid { self.updated_by }
        }
    )+ };
}
pub(crate) use versioned;

impl<B, F, const BATCH: bool> Write<B, F, BATCH> {
    /// Takes the idempotency key out of the request: the operation keeps it itself, beside what it
    /// writes, for longer than answers are kept.
    pub fn take_key(&mut self) -> Option<String> {
        self.key.take().map(IdempotencyKey::into_text)
    }

    /// The same write, whose answer is not kept whatever the client sends: it will hold a secret.
    #[must_use]
    pub fn of_a_secret(mut self) -> Self {
        self.key = None;
        self
    }

    /// Runs the steps of a write in one transaction; nothing of it remains if they fail.
    pub async fn run<S>(self, steps: S) -> ApiResult
    where
        S: AsyncFnOnce(&mut Change, B) -> ApiResult<Answer>,
    {
        let conn = self.services.connection().await?;
        let mut change = Change::begin(conn, self.actor, self.clock, self.language, self.if_match).await?;
        match change
            .work(self.key.as_ref(), async |change| steps(change, self.body).await)
            .await
        {
            Ok(answer) => Ok(answer.respond()),
            Err(ApiError::Replayed(kept)) => Ok(kept.respond()),
            Err(error) => Err(error),
        }
    }
}

impl Change {
    async fn begin(
        mut conn: Connection,
        actor: Rc<Actor>,
        clock: Clock,
        language: Language,
        if_match: Option<IfMatch>,
    ) -> ApiResult<Self> {
        begin_transaction(&mut conn).await?;
        // To the microsecond, as the database keeps it: an answer and a later reading agree.
        let now = clock.now().trunc_subsecs(6);
        if let Some(story) = clock.story() {
            propose_stamp(&mut conn, story).await?;
        }
        let journal = Journal::of(actor.account);
        Ok(Self {
            actor,
            now,
            language,
            clock,
            conn,
            journal,
            kept: None,
            if_match,
            discarded: false,
        })
    }

    async fn work(
        &mut self,
        key: Option<&IdempotencyKey>,
        steps: impl AsyncFnOnce(&mut Self) -> ApiResult<Answer>,
    ) -> ApiResult<Answer> {
        let done = self.attempt(key, steps).await;
        if done.is_err() || self.discarded {
            // A failed rollback leaves a connection that the pool throws away.
            let _ = rollback_transaction(&mut self.conn).await;
        }
        done
    }

    async fn attempt(
        &mut self,
        key: Option<&IdempotencyKey>,
        steps: impl AsyncFnOnce(&mut Self) -> ApiResult<Answer>,
    ) -> ApiResult<Answer> {
        if let Some(key) = key {
            self.kept = key.claim(&mut self.conn, Utc::now()).await?;
        }
        let answer = steps(self).await?;
        if self.discarded {
            return Ok(answer);
        }
        if let Some(key) = key {
            key.keep(
                &mut self.conn,
                answer.status,
                answer.location.as_deref(),
                answer.etag.as_deref(),
                &answer.body,
            )
            .await?;
        }
        self.journal.write(&mut self.conn).await?;
        commit_transaction(&mut self.conn).await?;
        Ok(answer)
    }

    /// The connection of the transaction.
    pub fn conn(&mut self) -> &mut AsyncPgConnection {
        &mut self.conn
    }

    /// Today, where the programme is.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.clock.today(zone)
    }

    /// Ends the request here with the kept answer, if this very request was answered before. Call
    /// it once the caller is known to be allowed (404, 403) and before anything else is checked.
    pub fn replay(&mut self) -> ApiResult<()> {
        self.kept
            .take()
            .map_or(Ok(()), |kept| Err(ApiError::Replayed(Box::new(kept))))
    }

    /// Refuses an edit of another version than the present one: 428 without `If-Match`, 412 with
    /// who changed the resource when.
    pub fn expect_version(&self, row: &impl Versioned) -> ApiResult<()> {
        match &self.if_match {
            None => Err(ApiError::of(ProblemCode::PreconditionRequired)),
            Some(asked) if asked.accepts(row.version()) => Ok(()),
            Some(_) => Err(ApiError::Refused(Box::new(Refusal {
                code: ProblemCode::Stale,
                faults: Vec::new(),
                retry_after: None,
                allow: None,
                current: Some(CurrentVersion {
                    etag: format!("\"{}\"", row.version()),
                    updated_at: row.updated_at(),
                    updated_by: row.updated_by(),
                }),
            }))),
        }
    }

    /// Says in the journal what was done to a resource. Every changed resource must be told once.
    pub fn record(&mut self, entry: Entry) {
        self.journal.add(entry);
    }

    /// Runs steps of which nothing remains if they fail, while the change goes on: one line of a
    /// batch.
    pub async fn apart<T>(&mut self, steps: impl AsyncFnOnce(&mut Self) -> ApiResult<T>) -> ApiResult<T> {
        begin_transaction(&mut self.conn).await?;
        let told = self.journal.told();
        let done = steps(self).await;
        match &done {
            Ok(_) => commit_transaction(&mut self.conn).await?,
            Err(_) => {
                self.journal.forget_after(told);
                rollback_transaction(&mut self.conn).await?;
            }
        }
        done
    }

    /// Nothing of this transaction is to remain: the answer is a dry run.
    pub fn discard(&mut self) {
        self.discarded = true;
    }
}

type Transactions = <AsyncPgConnection as AsyncConnection>::TransactionManager;

async fn begin_transaction(conn: &mut AsyncPgConnection) -> QueryResult<()> {
    Transactions::begin_transaction(conn).await
}

async fn commit_transaction(conn: &mut AsyncPgConnection) -> QueryResult<()> {
    Transactions::commit_transaction(conn).await
}

async fn rollback_transaction(conn: &mut AsyncPgConnection) -> QueryResult<()> {
    Transactions::rollback_transaction(conn).await
}

impl<B, F, const BATCH: bool> FromRequest for Write<B, F, BATCH>
where
    B: Deserr<ShapeFaults> + 'static,
    F: Deserr<ShapeFaults> + 'static,
{
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let services = services_of(&request)?;
            let actor = actor_of(&request)?;
            let limit = if BATCH {
                services.limits.batch_bytes
            } else {
                services.limits.body_bytes
            };
            let filter = query::read(query::parameters(&request)?)?;
            let bytes = body::read(&request, &mut payload, limit).await?;
            let body = shape::read(body::json(&request, &bytes)?)?;
            Ok(Self {
                clock: clock_of(&request, &services),
                key: key_of(&request, actor.account, &bytes)?,
                if_match: header_of(&request, header::IF_MATCH).map(IfMatch::parse),
                language: super::language::of(&request),
                request_id: super::rendering::request_id(&request),
                actor,
                body,
                filter,
                services,
            })
        })
    }
}

fn header_of(request: &HttpRequest, name: header::HeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}

/// The request's idempotency key; one that is empty, too long or not printable is refused.
fn key_of(request: &HttpRequest, account: Uuid, body: &[u8]) -> ApiResult<Option<IdempotencyKey>> {
    let Some(header) = request.headers().get("Idempotency-Key") else {
        return Ok(None);
    };
    let key = header
        .to_str()
        .ok()
        .map(str::trim)
        .filter(|key| (1..=255).contains(&key.len()));
    match key {
        Some(key) if request.method() == actix_web::http::Method::POST => Ok(Some(IdempotencyKey::new(
            account,
            "POST",
            request.path(),
            request.query_string(),
            key,
            body,
        ))),
        Some(_) => Ok(None),
        None => Err(ApiError::of(ProblemCode::MalformedRequest)),
    }
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change")
            .field("actor", &self.actor.account)
            .finish_non_exhaustive()
    }
}
