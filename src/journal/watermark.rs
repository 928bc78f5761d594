//! How far the journal is, and what was told since.
//!
//! Entries are numbered under a lock that is held until their commit (`hist.stamp`), so whoever is shown one is shown all
//! those with lower numbers, and what is committed later has a higher one.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use uuid::Uuid;

use super::Entity;
use crate::database::schema::journal;

/// Of more entries than this it is not said what they told.
const MOST_TOLD: i64 = 500;

/// The newest entry at an instant: by its number, the later the higher. Its id tells it from another that has its number, since a
/// restore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Watermark {
    seq: i64,
    id: Uuid,
    at: DateTime<Utc>,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct Told {
    /// Of which project it is; none of what is of a whole programme, or of none.
    pub project: Option<Uuid>,
    /// What kind of resource it is about.
    pub entity: Entity,
}

impl Watermark {
    /// That of the newest entry.
    pub fn of(newest: Newest) -> Option<Self> {
        newest.map(|(seq, id, at)| Self { seq, id, at })
    }

    /// When it was told.
    pub fn at(self) -> DateTime<Utc> {
        self.at
    }

    /// What was told since of a programme, and of what is of none. None where that cannot be said: the journal went back, or
    /// is too far by now.
    pub async fn told_since(self, programme: Uuid, conn: &AsyncPgConnection) -> QueryResult<Option<Vec<Told>>> {
        let (mut one, mut two, mut three) = (conn, conn, conn);
        let later = journal::table.filter(journal::seq.gt(self.seq));
        let later = later.select((journal::project_id, journal::entity)).limit(MOST_TOLD);
        let of_programme = later.filter(journal::programme_id.eq(programme));
        let of_none = later.filter(journal::programme_id.is_null());
        let (is_there, mut told, of_none): (bool, Vec<Told>, Vec<Told>) = try_join3(
            diesel::select(exists(entry(self))).get_result(&mut one),
            of_programme.load(&mut two),
            of_none.load(&mut three),
        )
        .await?;
        let most = usize::try_from(MOST_TOLD).unwrap_or(usize::MAX);
        let is_all = is_there && told.len() < most && of_none.len() < most;
        told.extend(of_none);
        Ok(is_all.then_some(told))
    }
}

diesel::table! {
    /// The newest entry (a view).
    newest_entry (id) {
        seq -> BigInt,
        id -> Uuid,
        at -> Timestamptz,
    }
}

/// Of the newest entry, where there is one, in a statement about something else that is joined with [`newest_entry`].
pub type Newest = Option<(i64, Uuid, DateTime<Utc>)>;

/// When something was told last of a programme, or of what is of none.
pub async fn last_told(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Option<DateTime<Utc>>> {
    let newest = journal::table.order(journal::seq.desc()).select(journal::at);
    let of_programme = newest.filter(journal::programme_id.eq(programme));
    let of_none = newest.filter(journal::programme_id.is_null());
    let (one, other): (Option<DateTime<Utc>>, Option<DateTime<Utc>>) =
        diesel::select((of_programme.limit(1).single_value(), of_none.limit(1).single_value()))
            .get_result(&mut conn)
            .await?;
    Ok(one.max(other))
}

/// Whether that entry is still there, and nothing was told since of a programme, nor of what is of none.
#[diesel::dsl::auto_type]
pub fn is_current(watermark: Watermark, programme: Uuid) -> _ {
    let seq: i64 = watermark.seq;
    let itself: entry = entry(watermark);
    let of_programme = journal::table.filter(journal::seq.gt(seq).and(journal::programme_id.eq(programme)));
    let of_none = journal::table.filter(journal::seq.gt(seq).and(journal::programme_id.is_null()));
    exists(itself).and(not(exists(of_programme))).and(not(exists(of_none)))
}

/// That entry, where it is still there.
#[diesel::dsl::auto_type]
fn entry(watermark: Watermark) -> _ {
    let (seq, id): (i64, Uuid) = (watermark.seq, watermark.id);
    journal::table.filter(journal::id.eq(id).and(journal::seq.eq(seq)))
}
