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

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join_all};
use serde::Serialize;

use super::answer::Answer;
use super::code::ProblemCode;
use super::error::{ApiError, ApiResult, CurrentVersion, Refusal};
use super::unit_of_work::UnitOfWork;
use crate::journal::{Action, Entry, Record, Versioned, unchanged};
use crate::reference::Names;

/// A write of which nothing is decided yet: it looks up (404) and decides who may (403).
pub struct Change<'a>(pub(super) &'a mut UnitOfWork);

/// A write by a caller who may, and that was not done before: it locks, checks the rules, writes and
/// answers.
pub struct Admitted<'a>(&'a mut UnitOfWork);

/// The answer to a write, and that it was one.
#[derive(Debug)]
pub struct Done {
    pub(super) answer: Answer,
    pub(super) discarded: bool,
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
        self.0.admit().await?;
        Ok(Admitted(self.0))
    }

    /// Goes on in the same way, and takes a lock under which changes follow each other, with what is to be
    /// read under it: all in one flight. See [`UnitOfWork::locked`].
    pub async fn admitted_with<T>(
        self,
        lock: impl AsyncFnOnce(&AsyncPgConnection) -> QueryResult<T>,
    ) -> ApiResult<(Admitted<'a>, T)> {
        let locked = self.0.locked(lock).await?;
        Ok((self.admitted().await?, locked))
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
        let shown = serde_json::to_value(view(self, row).await?).map_err(anyhow::Error::from)?;
        let present = Answer::ok_versioned(edited.version, &shown)?;
        // Who is not told who edited it is not told so here.
        let is_told = shown.get("updated_by").is_some();
        let names = Names::load(&self.transaction, is_told.then_some(edited.by)).await?;
        Err(ApiError::Refused(Box::new(Refusal {
            current: Some(CurrentVersion {
                etag: present.etag.unwrap_or_default(),
                updated_at: edited.at,
                updated_by: is_told.then(|| names.account(edited.by)),
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

    /// Adds rows, in one flight.
    pub async fn insert_each<R: Record>(&mut self, rows: &[R]) -> ApiResult<()> {
        try_join_all(rows.iter().map(|row| row.insert(&self.transaction))).await?;
        for row in rows {
            self.record(Entry::created(row));
        }
        Ok(())
    }

    /// Adds a row, and does more in the same flight, behind it.
    pub async fn insert_with<R: Record, T>(
        &mut self,
        row: &R,
        more: impl AsyncFnOnce(&AsyncPgConnection) -> ApiResult<T>,
    ) -> ApiResult<T> {
        let inserted = async { Ok(row.insert(&self.transaction).await?) };
        let ((), more) = try_join(inserted, more(&self.transaction)).await?;
        self.record(Entry::created(row));
        Ok(more)
    }

    /// Replaces a row by what an edit makes of it; gives the row as it is now. An edit that changes
    /// nothing is none: no new version, no entry.
    pub async fn save<R: Versioned>(&mut self, before: Current<R>, after: R) -> ApiResult<R> {
        let (after, ()) = self.save_with(before, after, async |_| Ok(())).await?;
        Ok(after)
    }

    /// The same, and does more in the same flight, behind it.
    pub async fn save_with<R: Versioned, T>(
        &mut self,
        before: Current<R>,
        after: R,
        more: impl AsyncFnOnce(&AsyncPgConnection) -> ApiResult<T>,
    ) -> ApiResult<(R, T)> {
        if unchanged(&before.0, &after) {
            let more = more(&self.transaction).await?;
            return Ok((before.0, more));
        }
        self.act_with(before, Action::Updated, None, after, more).await
    }

    /// Replaces a row by what an action makes of it, told with its motive; gives the row as it is now.
    pub async fn act<R: Versioned>(
        &mut self,
        before: Current<R>,
        action: Action,
        motive: Option<&str>,
        after: R,
    ) -> ApiResult<R> {
        let (after, ()) = self.act_with(before, action, motive, after, async |_| Ok(())).await?;
        Ok(after)
    }

    /// The same, and does more in the same flight, behind it.
    pub async fn act_with<R: Versioned, T>(
        &mut self,
        before: Current<R>,
        action: Action,
        motive: Option<&str>,
        mut after: R,
        more: impl AsyncFnOnce(&AsyncPgConnection) -> ApiResult<T>,
    ) -> ApiResult<(R, T)> {
        after.edit(before.edited().version + 1, self.now, self.actor.account);
        let conn = &*self.transaction;
        let replaced = async { Ok(after.update(&before, conn).await?) };
        let ((), more) = try_join(replaced, more(conn)).await?;
        self.record(Entry::changed(action, &before.0, &after).because(motive));
        Ok((after, more))
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
        self.created_as(location, 1, view)
    }

    /// 201 with a resource that was made by the same request before, as it is now.
    pub fn created_as(&self, location: String, version: i32, view: &impl Serialize) -> ApiResult<Done> {
        Answer::created(location, version, view).map(Done::with)
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
    /// The same, told as what was done before.
    #[must_use]
    pub fn replayed(self) -> Self {
        Self {
            answer: self.answer.replayed(),
            ..self
        }
    }

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
