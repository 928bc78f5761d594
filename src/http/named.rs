//! What a path names is read in the same flight as who asks: neither needs the other, and only the answer
//! needs both.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::wire::Key;
use crate::database::Transaction;

/// What the id or code in a path can name. Whether the caller may know of it is another question.
pub trait Named: Sized + 'static {
    /// What has that id or code.
    async fn find(conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>>;

    /// The programme that it is of, where all that answers about it show is of that programme or of none.
    fn programme(&self) -> Option<OfProgramme> {
        None
    }

    /// When the newest of what the journal told was told, where that was read in the same statement.
    fn shown_at(&self) -> Option<DateTime<Utc>> {
        None
    }
}

/// A programme: by whose changes, and by whose day, an answer becomes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfProgramme {
    /// Its id.
    pub id: Uuid,
    /// Where its day begins.
    pub zone: Tz,
}

/// Finds what the key in a path names.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    find: for<'a> fn(&'a AsyncPgConnection, Key) -> LocalBoxFuture<'a, QueryResult<Found>>,
    /// Whether that is all that is shown: one statement, which needs no snapshot around it.
    pub whole: bool,
}

impl Finder {
    /// Finds where more is read.
    pub const fn of<T: Named>() -> Self {
        Self {
            find: |conn, key| Box::pin(found::<T>(conn, key)),
            whole: false,
        }
    }

    /// Finds all that is shown.
    pub const fn of_whole<T: Named>() -> Self {
        Self {
            whole: true,
            ..Self::of::<T>()
        }
    }

    /// Finds it.
    pub async fn find(self, conn: &AsyncPgConnection, key: Key) -> QueryResult<Found> {
        (self.find)(conn, key).await
    }
}

async fn found<T: Named>(conn: &AsyncPgConnection, key: Key) -> QueryResult<Found> {
    let named: Option<T> = T::find(conn, &key).await?;
    Ok(Found {
        key,
        programme: named.as_ref().and_then(T::programme),
        shown_at: named.as_ref().and_then(T::shown_at),
        named: Box::new(named),
    })
}

/// What was found, or that there is nothing.
pub struct Found {
    key: Key,
    /// The programme that it is of.
    pub programme: Option<OfProgramme>,
    /// How far the journal was where it was found, if that is known.
    pub shown_at: Option<DateTime<Utc>>,
    named: Box<dyn Any>,
}

/// The database as it is at one instant, with what was found there already.
pub struct Snapshot {
    transaction: Transaction,
    found: RefCell<Option<Found>>,
}

impl Snapshot {
    /// The snapshot of a transaction, in which something was found.
    pub fn new(transaction: Transaction, found: Option<Found>) -> Self {
        Self {
            transaction,
            found: RefCell::new(found),
        }
    }

    /// Of the past: shows another instant from here on.
    pub async fn move_to(&self, at: DateTime<Utc>) -> QueryResult<()> {
        self.transaction.move_to(at).await
    }

    /// What has that id or code: found already where the path names it.
    pub async fn find<T: Named>(&self, key: &Key) -> QueryResult<Option<T>> {
        let found = self.found.take().filter(|found| found.key == *key);
        match found.map(|found| found.named.downcast::<Option<T>>()) {
            Some(Ok(named)) => Ok(*named),
            _ => T::find(&self.transaction, key).await,
        }
    }
}

impl Deref for Snapshot {
    type Target = AsyncPgConnection;
    fn deref(&self) -> &AsyncPgConnection {
        &self.transaction
    }
}
