//! `Change`: one transaction, one journal. See [`super::write`].

use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager};
use serde::Serialize;
use uuid::Uuid;

use super::admission::Admission;
use super::answer::Answer;
use super::code::ProblemCode;
use super::etag::IfMatch;
use super::idempotency::{self, Claim, IdempotencyKey, IdempotencyRecord};
use super::idempotency_records;
use super::problem::{ApiError, ApiResult, CurrentVersion, Refusal};
use crate::access::{Actor, Visibility};
use crate::accounts::Names;
use crate::clock::Clock;
use crate::database::{Connection, propose_stamp};
use crate::journal::{Entry, Journal, Journaled, unchanged};
use crate::vocabulary::Language;

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
    kept: Option<IdempotencyRecord>,
    if_match: Option<IfMatch>,
    discarded: bool,
    /// How the actor was let in; what the service does by itself nobody was.
    pub(super) admission: Option<Admission>,
    /// Whether no other keeps an answer meanwhile.
    pub(super) locks_idempotency_records: bool,
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

impl Change {
    pub(super) async fn begin(
        mut conn: Connection,
        actor: Rc<Actor>,
        clock: Clock,
        language: Language,
        if_match: Option<IfMatch>,
    ) -> ApiResult<Self> {
        begin_transaction(&mut conn).await?;
        let now = clock.now();
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
            admission: None,
            locks_idempotency_records: false,
        })
    }

    pub(super) async fn work(
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
        if self.locks_idempotency_records {
            idempotency_records::hold(&mut self.conn).await?;
        }
        let mut claimed = None;
        if let Some(key) = key {
            match key.claim(&mut self.conn, Utc::now()).await? {
                Claim::Claimed(scope) => claimed = Some(scope),
                Claim::Kept(kept) => self.kept = Some(*kept),
            }
        }
        let answer = steps(self).await?;
        if self.discarded {
            return Ok(answer);
        }
        if let Some(scope) = claimed {
            idempotency::keep(&mut self.conn, &scope, &answer).await?;
        }
        self.journal.write(&mut self.conn).await?;
        commit_transaction(&mut self.conn).await?;
        Ok(answer)
    }

    /// Takes a lock under which changes follow each other, and the time anew: this change is later
    /// than those that held the lock before, however long it waited, and is of a caller who may still
    /// do what it may.
    pub async fn locked<T>(
        &mut self,
        lock: impl AsyncFnOnce(&mut AsyncPgConnection) -> diesel::QueryResult<T>,
    ) -> ApiResult<T> {
        let locked = lock(&mut self.conn).await?;
        if let Some(admission) = &self.admission {
            admission.confirm(&self.actor, &mut self.conn, self.clock).await?;
        }
        self.now = self.clock.now();
        Ok(locked)
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
    /// the present tag, of what `view` shows, and who changed the resource when.
    pub async fn expect_version<V: Serialize>(
        &mut self,
        row: &impl Versioned,
        view: impl AsyncFnOnce(&mut Self) -> ApiResult<V>,
    ) -> ApiResult<()> {
        match &self.if_match {
            None => return Err(ApiError::of(ProblemCode::PreconditionRequired)),
            Some(asked) if asked.accepts(row.version()) => return Ok(()),
            Some(_) => {}
        }
        let present = Answer::ok_versioned(row.version(), &view(self).await?)?;
        let names = Names::load(&self.conn, [row.updated_by()]).await?;
        Err(ApiError::Refused(Box::new(Refusal {
            current: Some(CurrentVersion {
                etag: present.etag.unwrap_or_default(),
                updated_at: row.updated_at(),
                updated_by: names.reference(row.updated_by(), Visibility::Full),
            }),
            ..Refusal::of(ProblemCode::Stale)
        })))
    }

    /// Says in the journal what was done to a resource. Every changed resource must be told once.
    pub fn record(&mut self, entry: Entry) {
        self.journal.add(entry);
    }

    /// Replaces a resource by what an edit makes of it, told in the journal; gives the resource as it
    /// is now. An edit that changes nothing is none: no new version, no entry.
    pub async fn edit<R: Journaled>(
        &mut self,
        before: R,
        after: R,
        update: impl AsyncFnOnce(&mut AsyncPgConnection, &R) -> QueryResult<()>,
    ) -> ApiResult<R> {
        if unchanged(&before, &after) {
            return Ok(before);
        }
        update(&mut self.conn, &after).await?;
        self.record(Entry::updated(&before, &after));
        Ok(after)
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

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change")
            .field("actor", &self.actor.account)
            .finish_non_exhaustive()
    }
}
