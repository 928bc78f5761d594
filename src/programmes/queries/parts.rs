//! SQL that writes a programme and its parts.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join_all, try_join3, try_join5};
use uuid::Uuid;

use crate::database::Prepared;
use crate::database::schema::{programme_bodies, programme_tracks, programmes, projects, template_milestones};
use crate::programmes::definition::Definition;
use crate::programmes::model::{Body, Programme, TemplateMilestone, Track};
use crate::programmes::queries;

/// A programme to edit, locked, with all that defines it. Where tracks may go, every project of it is
/// locked too: whoever changes what stands on a track holds its project's lock, so that what is counted as in
/// use stays so. Projects first, as everywhere.
pub async fn lock(conn: &AsyncPgConnection, id: Uuid, with_projects: bool) -> QueryResult<Definition> {
    let projects = async {
        match with_projects {
            true => lock_projects(conn, id).await,
            false => Ok(()),
        }
    };
    let ((), programme, bodies, tracks, template) = try_join5(
        projects,
        lock_row(conn, id),
        queries::bodies(conn, id),
        queries::tracks(conn, id),
        queries::template(conn, id),
    )
    .await?;
    Ok(Definition {
        programme,
        bodies,
        tracks,
        template,
    })
}

async fn lock_projects(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<()> {
    projects::table
        .filter(projects::programme_id.eq(programme))
        .order(projects::id)
        .select(projects::id)
        .for_no_key_update()
        .load::<Uuid>(&mut conn)
        .await
        .map(drop)
}

async fn lock_row(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Programme> {
    programmes::table
        .find(id)
        .select(Programme::as_select())
        .for_no_key_update()
        .first(&mut conn)
        .await
}

/// Adds a programme with all that defines it, in one flight.
pub async fn insert(mut conn: &AsyncPgConnection, new: &Definition) -> QueryResult<()> {
    let parts = try_join3(
        write_bodies(conn, &[], &new.bodies),
        write_tracks(conn, &[], &new.tracks),
        write_template(conn, &[], &new.template),
    );
    let row = diesel::insert_into(programmes::table).values(&new.programme);
    try_join(row.execute(&mut conn), parts).await.map(drop)
}

/// Replaces a programme's row, and of its parts what differs, in one flight.
pub async fn update(mut conn: &AsyncPgConnection, before: &Definition, after: &Definition) -> QueryResult<()> {
    let parts = try_join3(
        write_bodies(conn, &before.bodies, &after.bodies),
        write_tracks(conn, &before.tracks, &after.tracks),
        write_template(conn, &before.template, &after.template),
    );
    let row = diesel::update(programmes::table.find(after.programme.id)).set(&after.programme);
    try_join(Prepared(row).execute(&mut conn), parts).await.map(drop)
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

/// Writes what differs of a part: some of the columns of a row can change.
macro_rules! write_part {
    ($write:ident of $row:ident in $table:ident, $($column:ident),+) => {
        async fn $write(mut conn: &AsyncPgConnection, before: &[$row], after: &[$row]) -> QueryResult<()> {
            use $table::{id, table, $($column),+};
            let (gone, changed) = difference(before, after);
            let write = async |mut conn: &AsyncPgConnection, row: $row| {
                let row = diesel::insert_into(table).values(row).on_conflict(id).do_update();
                Prepared(row.set(($($column.eq(excluded($column)),)+))).execute(&mut conn).await
            };
            let written = try_join_all(changed.into_iter().map(|row| write(conn, row)));
            let gone = diesel::delete(table.filter(id.eq_any(gone)));
            try_join(gone.execute(&mut conn), written).await.map(drop)
        }
    };
}
write_part!(write_bodies of Body in programme_bodies, position);
write_part!(write_tracks of Track in programme_tracks, label_fr, label_en, authority_id, position);
write_part!(write_template of TemplateMilestone in template_milestones,
    track, title, after_useful_days, weight, required_evidence, depends_on, position);

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
