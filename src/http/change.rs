//! The one write path. What a write goes through stands in the types:
//!
//! ```text
//! Change     looks up what the caller sees (404), decides what it may do (403)
//!   │ admitted()       the same Idempotency-Key was answered before: that answer, and nothing else
//!   ▼
//! Admitted   locks, refuses by rule (422, 409), writes
//!   │ expect_version() 428, 412: gives the Current row, which alone can be replaced
//!   ▼
//! Done       an answer, which only Admitted gives; without one nothing is committed
//! ```
//!
//! So a write that forgets to look for the kept answer, or an edit that forgets the version, does not
//! compile. What is written before `admitted()` is undone where the request turns out to be a repeated
//! one.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join_all};
use serde::Serialize;

use super::answer::Answer;
use super::authenticated_at::AuthenticatedAt;
use super::code::ProblemCode;
use super::etag::IfMatch;
use super::idempotency::{Claim, IdempotencyKey, Scope};
use super::problem::{ApiError, ApiResult, CurrentVersion, Refusal};
use crate::access::Actor;
use crate::clock::Clock;
use crate::database::{Transaction, propose_stamp};
use crate::journal::{Action, Entry, Journal, Record, Versioned, unchanged};
use crate::reference::Names;
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
    transaction: Transaction,
    journal: Journal,
    key: Option<IdempotencyKey>,
    claimed: Option<Scope>,
    if_match: Option<IfMatch>,
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
            claimed: None,
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
    /// do what it may.
    pub async fn locked<T>(
        &mut self,
        lock: impl AsyncFnOnce(&AsyncPgConnection) -> QueryResult<T>,
    ) -> ApiResult<T> {
        let locked = lock(&self.transaction).await?;
        self.confirm().await?;
        Ok(locked)
    }

    /// After a lock was waited for.
    async fn confirm(&mut self) -> ApiResult<()> {
        if let Some(authenticated) = &mut self.authenticated {
            authenticated
                .confirm(&self.actor, &self.transaction, self.clock)
                .await?;
        }
        self.now = self.clock.now();
        Ok(())
    }

    /// Claims the key of the request, where it has one.
    async fn claim(&self) -> ApiResult<Option<Claim>> {
        match &self.key {
            Some(key) => key.claim(&self.transaction, crate::clock::instant()).await.map(Some),
            None => Ok(None),
        }
    }

    fn admit(&mut self, claim: Option<Claim>) -> ApiResult<()> {
        match claim {
            Some(Claim::Kept(record)) => return Err(ApiError::Replayed(record)),
            Some(Claim::Claimed(scope)) => self.claimed = Some(scope),
            None => {}
        }
        Ok(())
    }

    /// Commits what is done, with its journal and, for a keyed request, its answer.
    pub(super) async fn finish(self, done: Done) -> ApiResult<Answer> {
        if done.discarded {
            return Ok(done.answer);
        }
        let keeping = self.claimed.map(|scope| scope.keeping(&done.answer));
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

/// A write of which nothing is decided yet: it looks up (404) and decides who may (403).
pub struct Change<'a>(pub(super) &'a mut UnitOfWork);

/// A write by a caller who may, and that was not done before: it locks, checks the rules, writes and
/// answers.
pub struct Admitted<'a>(&'a mut UnitOfWork);

/// The answer to a write, and that it was one.
#[derive(Debug)]
pub struct Done {
    answer: Answer,
    discarded: bool,
}

/// The present row of what is changed: locked and, where the operation asks for it, of the version that
/// the client expected.
#[derive(Debug)]
pub struct Current<R>(R);

impl<R> Current<R> {
    /// A row that changes because something else does, or by an operation that asks for no version.
    pub fn without_version(row: R) -> Self {
        Self(row)
    }
}

impl<R> Deref for Current<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.0
    }
}

impl<'a> Change<'a> {
    /// Goes on, where the caller is known to be allowed (404, 403): ends the request here with the kept
    /// answer if this very request was answered before.
    pub async fn admitted(self) -> ApiResult<Admitted<'a>> {
        let work = self.0;
        let claim = work.claim().await?;
        work.admit(claim)?;
        Ok(Admitted(work))
    }

    /// Goes on in the same way, and takes a lock under which changes follow each other, with what is to be
    /// read under it: all in one flight. See [`UnitOfWork::locked`].
    pub async fn admitted_with<T>(
        self,
        lock: impl AsyncFnOnce(&AsyncPgConnection) -> QueryResult<T>,
    ) -> ApiResult<(Admitted<'a>, T)> {
        let work = self.0;
        let locked = async { Ok(lock(&work.transaction).await?) };
        let (claim, locked) = try_join(work.claim(), locked).await?;
        work.admit(claim)?;
        work.confirm().await?;
        Ok((Admitted(work), locked))
    }
}

impl Admitted<'_> {
    /// Refuses an edit of another version than the present one: 428 without `If-Match`, 412 with
    /// the present tag, of what `view` shows, and who changed the resource when.
    pub async fn expect_version<R: Versioned, V: Serialize>(
        &mut self,
        row: R,
        view: impl AsyncFnOnce(&mut UnitOfWork, R) -> ApiResult<V>,
    ) -> ApiResult<Current<R>> {
        match &self.if_match {
            None => return Err(ApiError::of(ProblemCode::PreconditionRequired)),
            Some(asked) if asked.accepts(row.edited().version) => return Ok(Current(row)),
            Some(_) => {}
        }
        let edited = row.edited();
        let present = Answer::ok_versioned(edited.version, &view(self, row).await?)?;
        let names = Names::load(&self.transaction, [edited.by]).await?;
        Err(ApiError::Refused(Box::new(Refusal {
            current: Some(CurrentVersion {
                etag: present.etag.unwrap_or_default(),
                updated_at: edited.at,
                updated_by: names.reference(edited.by, crate::access::Visibility::Full),
            }),
            ..Refusal::of(ProblemCode::Stale)
        })))
    }

    /// Adds a row.
    pub async fn insert<R: Record>(&mut self, row: &R) -> ApiResult<()> {
        self.insert_as(Action::Created, row).await
    }

    /// Adds a row, which came by that action.
    pub async fn insert_as<R: Record>(&mut self, action: Action, row: &R) -> ApiResult<()> {
        row.insert(&self.transaction).await?;
        self.record(Entry::appeared(action, row));
        Ok(())
    }

    /// Replaces a row by what an edit makes of it; gives the row as it is now. An edit that changes
    /// nothing is none: no new version, no entry.
    pub async fn save<R: Versioned>(&mut self, before: Current<R>, after: R) -> ApiResult<R> {
        if unchanged(&before.0, &after) {
            return Ok(before.0);
        }
        self.act(before, Action::Updated, None, after).await
    }

    /// Replaces a row by what an action makes of it, told with its motive; gives the row as it is now.
    pub async fn act<R: Versioned>(
        &mut self,
        before: Current<R>,
        action: Action,
        motive: Option<&str>,
        after: R,
    ) -> ApiResult<R> {
        let after = self.replace(&before, after).await?;
        self.record(Entry::changed(action, &before.0, &after).because(motive));
        Ok(after)
    }

    /// Replaces a row, whose entry the caller tells: it says more than the row does.
    pub async fn replace<R: Versioned>(&self, before: &Current<R>, mut after: R) -> ApiResult<R> {
        after.edit(before.edited().version + 1, self.now, self.actor.account);
        after.update(before, &self.transaction).await?;
        Ok(after)
    }

    /// Replaces rows in one flight, as [`Self::replace`] does each; gives them as they were and as they are.
    pub async fn replace_each<R: Versioned>(&self, changes: Vec<(R, R)>) -> ApiResult<Vec<(R, R)>> {
        let replaced = changes.into_iter().map(async move |(before, after)| {
            let before = Current::without_version(before);
            let after = self.replace(&before, after).await?;
            Ok((before.0, after))
        });
        try_join_all(replaced).await
    }

    /// Says in the journal what was done to a resource. Every changed resource must be told once.
    pub fn record(&mut self, entry: Entry) {
        self.0.journal.add(entry);
    }

    /// 200 with what has no version of its own.
    pub fn ok(&self, view: &impl Serialize) -> ApiResult<Done> {
        Answer::ok(view).map(Done::with)
    }

    /// 200 with a mutable resource.
    pub fn ok_versioned(&self, version: i32, view: &impl Serialize) -> ApiResult<Done> {
        Answer::ok_versioned(version, view).map(Done::with)
    }

    /// 201 with a new mutable resource, in its first version, and where it is.
    pub fn created(&self, location: String, view: &impl Serialize) -> ApiResult<Done> {
        Answer::created(location, 1, view).map(Done::with)
    }

    /// 201 with a new thing that never changes, and where it is.
    pub fn created_immutable(&self, location: String, view: &impl Serialize) -> ApiResult<Done> {
        Answer::created_immutable(location, view).map(Done::with)
    }

    /// 204.
    pub fn no_content(&self) -> ApiResult<Done> {
        Ok(Done::with(Answer::no_content()))
    }

    /// Any other answer.
    pub fn answer(&self, answer: Answer) -> Done {
        Done::with(answer)
    }

    /// 200 with the effect that the change would have: nothing of it remains.
    pub fn dry_run(&self, view: &impl Serialize) -> ApiResult<Done> {
        Ok(Done {
            answer: Answer::ok(view)?,
            discarded: true,
        })
    }
}

impl Done {
    fn with(answer: Answer) -> Self {
        Self {
            answer,
            discarded: false,
        }
    }
}

macro_rules! unit_of_work {
    ($phase:ident) => {
        impl Deref for $phase<'_> {
            type Target = UnitOfWork;
            fn deref(&self) -> &UnitOfWork {
                self.0
            }
        }
        impl DerefMut for $phase<'_> {
            fn deref_mut(&mut self) -> &mut UnitOfWork {
                self.0
            }
        }
    };
}
unit_of_work!(Change);
unit_of_work!(Admitted);
