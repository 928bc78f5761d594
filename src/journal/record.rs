//! Rows that are added, replaced and told of in the journal.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{Action, Entity, Journaled};
use crate::database::schema::journal;

/// A row of a table of its own.
pub trait Record: Journaled {
    /// Adds it.
    fn insert(&self, conn: &AsyncPgConnection) -> impl Future<Output = QueryResult<()>>;
}

/// A row whose edits are numbered.
pub trait Versioned: Record + Clone {
    /// Its last edit.
    fn edited(&self) -> Edited;
    /// Makes it that of another edit.
    fn edit(&mut self, version: i32, at: DateTime<Utc>, by: Uuid);
    /// Replaces the row that it was before.
    fn update(&self, before: &Self, conn: &AsyncPgConnection) -> impl Future<Output = QueryResult<()>>;
}

/// Whether anything was done to a resource besides making, editing and moving it.
pub async fn was_acted_on(mut conn: &AsyncPgConnection, entity: Entity, id: Uuid) -> QueryResult<bool> {
    let actions = journal::table
        .filter(journal::entity.eq(entity))
        .filter(journal::entity_id.eq(id))
        .filter(journal::action.ne_all([Action::Created, Action::Updated, Action::Reordered]));
    diesel::select(exists(actions)).get_result(&mut conn).await
}

/// An edit of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its number, from 1.
    pub version: i32,
    /// When it was.
    pub at: DateTime<Utc>,
    /// Whose it was.
    pub by: Uuid,
}

/// Makes a struct that diesel inserts a [`Record`]:
/// `record!(Comment in comments as Comment, |row| Place::on_milestone(row.milestone_id));`, with
/// `versioned` behind it a [`Versioned`] one, by the usual columns.
macro_rules! record {
    ($row:ident in $table:ident as $entity:ident, $place:expr) => {
        impl $crate::journal::Journaled for $row {
            const ENTITY: $crate::journal::Entity = $crate::journal::Entity::$entity;
            fn id(&self) -> uuid::Uuid {
                self.id
            }
            fn place(&self) -> $crate::journal::Place {
                let place: fn(&Self) -> $crate::journal::Place = $place;
                place(self)
            }
        }

        impl $crate::journal::Record for $row {
            async fn insert(&self, mut conn: &diesel_async::AsyncPgConnection) -> diesel::QueryResult<()> {
                let statement = diesel::insert_into($crate::database::schema::$table::table).values(self);
                diesel_async::RunQueryDsl::execute(statement, &mut conn).await.map(drop)
            }
        }
    };
    ($row:ident in $table:ident as $entity:ident, $place:expr, versioned) => {
        $crate::journal::record!($row in $table as $entity, $place);

        impl $crate::journal::Versioned for $row {
            fn edited(&self) -> $crate::journal::Edited {
                $crate::journal::Edited { version: self.version, at: self.updated_at, by: self.updated_by }
            }
            fn edit(&mut self, version: i32, at: chrono::DateTime<chrono::Utc>, by: uuid::Uuid) {
                (self.version, self.updated_at, self.updated_by) = (version, at, by);
            }
            async fn update(
                &self,
                _before: &Self,
                mut conn: &diesel_async::AsyncPgConnection,
            ) -> diesel::QueryResult<()> {
                use diesel::prelude::*;
                let row = $crate::database::schema::$table::table.find(self.id);
                let statement = $crate::database::Prepared(diesel::update(row).set(self));
                diesel_async::RunQueryDsl::execute(statement, &mut conn).await.map(drop)
            }
        }
    };
}
pub(crate) use record;
