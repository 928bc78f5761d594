//! SQL of programmes: reading them. Writing is in [`parts`].

pub mod parts;

use std::collections::BTreeSet;

use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use uuid::Uuid;

use super::details::ProgrammeRow;
use super::dto::{ProgrammeFilter, ProgrammeSort};
use super::model::{Body, Programme, TemplateMilestone, Track};
use super::policy;
use crate::access::Actor;
use crate::database::schema::{
    milestones, missions, programme_bodies, programme_tracks, programmes, progress_entries, projects,
    template_milestones,
};
use crate::http::query::dated_from;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Page, Snapshot, keyset, page_of};

type Rows = programmes::BoxedQuery<'static, Pg>;

impl Named for Programme {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        keyed(programmes::table.into_boxed(), key)
            .select(Self::as_select())
            .first(&mut conn)
            .await
            .optional()
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(self.of_programme())
    }
}

impl Programme {
    /// What its changes and its day are those of.
    pub fn of_programme(&self) -> OfProgramme {
        OfProgramme {
            id: self.id,
            zone: self.zone(),
        }
    }
}

/// A programme of a read, by id or code, whose name, at least, the actor may know; for others there is
/// none (404).
pub async fn read_named(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Programme> {
    let programme: Option<Programme> = snapshot.find(key).await?;
    let programme = programme.filter(|programme| policy::may_name(actor, programme.id));
    programme.ok_or_else(ApiError::not_found)
}

/// The same, of those that the actor has a part in: an administrator knows the name and does not enter (403).
pub async fn read_entered(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Programme> {
    let programme = read_named(snapshot, actor, key).await?;
    policy::may_enter(actor, programme.id)?;
    Ok(programme)
}

/// The programmes whose names the actor may know: an administrator, all.
fn named(actor: &Actor) -> Rows {
    let query = programmes::table.into_boxed();
    match actor.is_administrator() {
        true => query,
        false => query.filter(programmes::id.eq_any(actor.known_programmes())),
    }
}

/// The one with that id or code.
pub fn keyed(query: Rows, key: &Key) -> Rows {
    match key {
        Key::Id(id) => query.filter(programmes::id.eq(*id)),
        Key::Code(code) => query.filter(programmes::code.eq(code.clone())),
    }
}

/// A programme that the actor knows of, by id or code.
pub async fn find_visible(mut conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> QueryResult<Option<Programme>> {
    let known = programmes::table.filter(programmes::id.eq_any(actor.known_programmes()));
    keyed(known.into_boxed(), key)
        .select(Programme::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// A programme whose name, at least, the actor may know, by id or code.
pub async fn find_named(mut conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> QueryResult<Option<Programme>> {
    keyed(named(actor), key)
        .select(Programme::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// Those whose names the actor may know; who knows no more of one is not told when it was edited.
fn filtered(actor: &Actor, filter: &ProgrammeFilter) -> Rows {
    match filter.updated_since.as_ref().map(dated_from) {
        None => named(actor),
        Some(from) => {
            let untold = programmes::id.ne_all(actor.known_programmes());
            named(actor).filter(programmes::updated_at.ge(from).or(untold))
        }
    }
}

/// One page of the programmes whose names the actor may know, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    filter: &ProgrammeFilter,
    sort: ProgrammeSort,
    page: &Page,
) -> ApiResult<(Vec<ProgrammeRow>, Option<i64>)> {
    let after: Option<(String, Uuid)> = page.after(sort)?;
    let query = filtered(actor, filter);
    let query = match sort {
        ProgrammeSort::Code => keyset!(query, asc programmes::code, programmes::id, after),
        ProgrammeSort::CodeDescending => keyset!(query, desc programmes::code, programmes::id, after),
    };
    Ok(page_of!(conn, page, query, filtered(actor, filter), ProgrammeRow))
}

/// The bodies of a programme, in their order.
pub async fn bodies(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Body>> {
    programme_bodies::table
        .filter(programme_bodies::programme_id.eq(programme))
        .order(programme_bodies::position)
        .select(Body::as_select())
        .load(&mut conn)
        .await
}

/// Locks a programme until the end of the transaction: whoever changes what hangs from it waits.
pub async fn lock(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<()> {
    let row = programmes::table.find(id).select(programmes::id).for_no_key_update();
    row.first::<Uuid>(&mut conn).await.map(drop)
}

/// The tracks of a programme, in their order.
pub async fn tracks(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Track>> {
    programme_tracks::table
        .filter(programme_tracks::programme_id.eq(programme))
        .order(programme_tracks::position)
        .select(Track::as_select())
        .load(&mut conn)
        .await
}

/// The plan template of a programme, in its order.
pub async fn template(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<TemplateMilestone>> {
    template_milestones::table
        .filter(template_milestones::programme_id.eq(programme))
        .order(template_milestones::position)
        .select(TemplateMilestone::as_select())
        .load(&mut conn)
        .await
}

/// Whether a programme already has this code.
pub async fn is_taken(mut conn: &AsyncPgConnection, code: &str) -> QueryResult<bool> {
    diesel::select(exists(programmes::table.filter(programmes::code.eq(code))))
        .get_result(&mut conn)
        .await
}

/// Those of the tracks that milestones, missions or progress entries of the programme stand on.
pub async fn tracks_in_use(
    conn: &AsyncPgConnection,
    programme: Uuid,
    tracks: &[String],
) -> QueryResult<BTreeSet<String>> {
    let (mut one, mut two, mut three) = (conn, conn, conn);
    let asked = tracks.to_vec();
    let inside = projects::table
        .filter(projects::programme_id.eq(programme))
        .select(projects::id);
    let planned = milestones::table
        .filter(milestones::project_id.eq_any(inside))
        .filter(milestones::track.eq_any(&asked))
        .select(milestones::track)
        .distinct();
    let logged = progress_entries::table
        .filter(progress_entries::project_id.eq_any(inside))
        .filter(progress_entries::track.eq_any(&asked))
        .select(progress_entries::track)
        .distinct();
    let covered = missions::table
        .filter(missions::project_id.eq_any(inside))
        .filter(missions::tracks.overlaps_with(&asked))
        .select(missions::tracks);
    let (planned, logged, covered) = try_join3(
        planned.load::<String>(&mut one),
        logged.load::<String>(&mut two),
        covered.load::<Vec<String>>(&mut three),
    )
    .await?;
    let used = planned.into_iter().chain(logged).chain(covered.into_iter().flatten());
    Ok(used.filter(|track| tracks.contains(track)).collect())
}
