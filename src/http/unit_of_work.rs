//! What a write works in: one transaction, who asks, and when.

use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use super::answer::Answer;
use super::authenticated_at::AuthenticatedAt;
use super::change::Done;
use super::error::{ApiError, ApiResult};
use super::etag::IfMatch;
use super::idempotency::{Claim, IdempotencyKey, Scope, reused};
use crate::access::Actor;
use crate::clock::Clock;
use crate::database::{Transaction, propose_stamp};
use crate::journal::Journal;
use crate::vocabulary::Language;

/// The transaction of one request, and what is known of who asks and when.
pub struct UnitOfWork {
    /// Who changes.
    pub actor: Rc<Actor>,
    /// When, as an instant.
    pub now: DateTime<Utc>,
    /// The language of the answer.
    pub language: Language,
    clock: Clock,
    pub(super) transaction: Transaction,
    pub(super) journal: Journal,
    /// Of the request, until it is claimed.
    key: Option<IdempotencyKey>,
    /// What came of that, until the caller is admitted.
    claim: Option<Claim>,
    /// Where the answer is to be kept.
    keeping: Option<Scope>,
    pub(super) if_match: Option<IfMatch>,
    authenticated: Option<AuthenticatedAt>,
}

impl UnitOfWork {
    pub(super) async fn begin(
        transaction: Transaction,
        actor: Rc<Actor>,
        clock: Clock,
        language: Language,
        asked: Asked,
    ) -> ApiResult<Self> {
        let work = Self {
            now: clock.now(),
            journal: Journal::of(actor.account),
            actor,
            language,
            clock,
            transaction,
            key: asked.key,
            claim: None,
            keeping: None,
            if_match: asked.if_match,
            authenticated: asked.authenticated,
        };
        if let Some(story) = clock.story() {
            propose_stamp(&work.transaction, story).await?;
        }
        Ok(work)
    }

    /// The connection of the transaction.
    pub fn conn(&self) -> &AsyncPgConnection {
        &self.transaction
    }

    /// Today, where the programme is.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.clock.today(zone)
    }

    /// Takes a lock under which changes follow each other, and the time anew: this change is later
    /// than those that held the lock before, however long it waited, and is of a caller who may still
    /// do what it may. What is to be read under the lock is read behind it, and the key of the request is
    /// claimed before it, in the same flight; what was claimed counts once the caller is admitted.
    pub async fn locked<T>(&mut self, lock: impl AsyncFnOnce(&AsyncPgConnection) -> QueryResult<T>) -> ApiResult<T> {
        // Known before both are sent: everybody claims first and locks then, however the place is named.
        let scope = self.scope().await?;
        let locked = async { Ok(lock(&self.transaction).await?) };
        let (claim, locked) = try_join(self.claimed(scope), locked).await?;
        if claim.is_some() {
            (self.claim, self.key) = (claim, None);
        }
        if let Some(authenticated) = &mut self.authenticated {
            authenticated
                .confirm(&self.actor, &self.transaction, self.clock)
                .await?;
        }
        self.now = self.clock.now();
        Ok(locked)
    }

    /// What the key of the request is good for, where it has one.
    async fn scope(&self) -> ApiResult<Option<Scope>> {
        match &self.key {
            Some(key) => Ok(Some(key.scope(&self.transaction).await?)),
            None => Ok(None),
        }
    }

    /// Claims the key of the request.
    async fn claimed(&self, scope: Option<Scope>) -> ApiResult<Option<Claim>> {
        let (Some(key), Some(scope)) = (&self.key, scope) else {
            return Ok(None);
        };
        let now = crate::clock::instant();
        key.claim(&self.transaction, scope, now).await.map(Some)
    }

    /// Takes it that the caller is known to be allowed: ends the request with the kept answer if this
    /// very request was answered before.
    pub(super) async fn admit(&mut self) -> ApiResult<()> {
        let claim = match self.claim.take() {
            Some(claim) => Some(claim),
            None => self.claimed(self.scope().await?).await?,
        };
        self.key = None;
        match claim {
            Some(Claim::Kept(record)) => return Err(ApiError::Replayed(record)),
            Some(Claim::Reused) => return Err(reused()),
            Some(Claim::Claimed(scope)) => self.keeping = Some(scope),
            None => {}
        }
        Ok(())
    }

    /// Commits what is done, with its journal and, for a keyed request, its answer.
    pub(super) async fn finish(self, done: Done) -> ApiResult<Answer> {
        if done.discarded {
            return Ok(done.answer);
        }
        let keeping = self.keeping.map(|scope| scope.keeping(&done.answer));
        let journal = self.journal.statement().map_err(anyhow::Error::from)?;
        self.transaction
            .commit(&(keeping.unwrap_or_default() + &journal))
            .await?;
        Ok(done.answer)
    }
}

/// What the head of a request asks of a write.
pub(super) struct Asked {
    pub(super) key: Option<IdempotencyKey>,
    pub(super) if_match: Option<IfMatch>,
    /// How the actor was let in; what the service does by itself nobody was.
    pub(super) authenticated: Option<AuthenticatedAt>,
}
