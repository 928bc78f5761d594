//! SQL that writes a programme and its parts.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::database::schema::{programme_bodies, programme_tracks, programmes, projects, template_milestones};
use crate::programmes::definition::Definition;
use crate::programmes::model::{Body, Programme, TemplateMilestone, Track};

/// Locks a programme and every project of it: whoever changes what stands on a track holds its
/// project's lock, so that what is counted as in use stays so. Projects first, as everywhere.
pub async fn lock_whole(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Programme> {
    projects::table
        .filter(projects::programme_id.eq(id))
        .order(projects::id)
        .select(projects::id)
        .for_no_key_update()
        .load::<Uuid>(&mut conn)
        .await?;
    lock(conn, id).await
}

/// A programme to edit, locked.
pub async fn lock(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Programme> {
    programmes::table
        .find(id)
        .select(Programme::as_select())
        .for_no_key_update()
        .first(&mut conn)
        .await
}

/// Adds a programme with all that defines it.
pub async fn insert(mut conn: &AsyncPgConnection, new: &Definition) -> QueryResult<()> {
    diesel::insert_into(programmes::table)
        .values(&new.programme)
        .execute(&mut conn)
        .await?;
    write_bodies(conn, &[], &new.bodies).await?;
    write_tracks(conn, &[], &new.tracks).await?;
    write_template(conn, &[], &new.template).await
}

/// Replaces a programme's row, and of its parts what differs.
pub async fn update(mut conn: &AsyncPgConnection, before: &Definition, after: &Definition) -> QueryResult<()> {
    diesel::update(programmes::table.find(after.programme.id))
        .set(&after.programme)
        .execute(&mut conn)
        .await?;
    write_bodies(conn, &before.bodies, &after.bodies).await?;
    write_tracks(conn, &before.tracks, &after.tracks).await?;
    write_template(conn, &before.template, &after.template).await
}

/// A row of a part.
trait Part: Clone + PartialEq {
    fn id(&self) -> Uuid;
}

/// The ids that go, and the rows that come or change.
fn difference<P: Part>(before: &[P], after: &[P]) -> (Vec<Uuid>, Vec<P>) {
    let kept: HashSet<Uuid> = after.iter().map(P::id).collect();
    let gone = before.iter().map(P::id).filter(|id| !kept.contains(id)).collect();
    let changed = after.iter().filter(|row| !before.contains(row)).cloned().collect();
    (gone, changed)
}

async fn write_bodies(mut conn: &AsyncPgConnection, before: &[Body], after: &[Body]) -> QueryResult<()> {
    use programme_bodies::{id, position, table};
    let (gone, changed) = difference(before, after);
    diesel::delete(table.filter(id.eq_any(gone))).execute(&mut conn).await?;
    diesel::insert_into(table)
        .values(changed)
        .on_conflict(id)
        .do_update()
        .set(position.eq(excluded(position)))
        .execute(&mut conn)
        .await
        .map(drop)
}

async fn write_tracks(mut conn: &AsyncPgConnection, before: &[Track], after: &[Track]) -> QueryResult<()> {
    use programme_tracks::{authority_id, id, label_en, label_fr, position, table};
    let (gone, changed) = difference(before, after);
    diesel::delete(table.filter(id.eq_any(gone))).execute(&mut conn).await?;
    diesel::insert_into(table)
        .values(changed)
        .on_conflict(id)
        .do_update()
        .set((
            label_fr.eq(excluded(label_fr)),
            label_en.eq(excluded(label_en)),
            authority_id.eq(excluded(authority_id)),
            position.eq(excluded(position)),
        ))
        .execute(&mut conn)
        .await
        .map(drop)
}

async fn write_template(
    mut conn: &AsyncPgConnection,
    before: &[TemplateMilestone],
    after: &[TemplateMilestone],
) -> QueryResult<()> {
    use template_milestones::{
        after_useful_days, depends_on, id, position, required_evidence, table, title, track, weight,
    };
    let (gone, changed) = difference(before, after);
    diesel::delete(table.filter(id.eq_any(gone))).execute(&mut conn).await?;
    diesel::insert_into(table)
        .values(changed)
        .on_conflict(id)
        .do_update()
        .set((
            track.eq(excluded(track)),
            title.eq(excluded(title)),
            after_useful_days.eq(excluded(after_useful_days)),
            weight.eq(excluded(weight)),
            required_evidence.eq(excluded(required_evidence)),
            depends_on.eq(excluded(depends_on)),
            position.eq(excluded(position)),
        ))
        .execute(&mut conn)
        .await
        .map(drop)
}

impl Part for Body {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Part for Track {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Part for TemplateMilestone {
    fn id(&self) -> Uuid {
        self.id
    }
}
