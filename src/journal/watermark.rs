//! How far the journal is.
//!
//! Entries are numbered under a lock that is held until their commit (`hist.stamp`), so whoever is shown one is shown all
//! those with lower numbers, and what is committed later has a higher one.

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::database::schema::journal;

/// The newest entry at an instant. Its id tells it from another that has its number, since a restore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct Watermark {
    seq: i64,
    id: Uuid,
}

impl Watermark {
    /// How far the journal is; none where it is empty.
    pub async fn newest(mut conn: &AsyncPgConnection) -> QueryResult<Option<Self>> {
        let newest = journal::table.order(journal::seq.desc());
        newest
            .select((journal::seq, journal::id))
            .first(&mut conn)
            .await
            .optional()
    }

    /// Whether nothing was told since of a programme, nor of what is of none.
    pub async fn is_newest_of(self, programme: Uuid, mut conn: &AsyncPgConnection) -> QueryResult<bool> {
        let itself = journal::table.filter(journal::id.eq(self.id).and(journal::seq.eq(self.seq)));
        let later = || journal::table.filter(journal::seq.gt(self.seq));
        let of_programme = later().filter(journal::programme_id.eq(programme));
        let of_none = later().filter(journal::programme_id.is_null());
        let found: (bool, bool, bool) = diesel::select((exists(itself), exists(of_programme), exists(of_none)))
            .get_result(&mut conn)
            .await?;
        Ok(found == (true, false, false))
    }
}
