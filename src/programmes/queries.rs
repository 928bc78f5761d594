//! SQL of programmes: reading them. Writing is in [`parts`].

pub mod parts;

use std::collections::BTreeSet;

use diesel::dsl::{array, exists};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join3};
use uuid::Uuid;

use super::definition::Definition;
use super::dto::ProgrammeSort;
use super::model::{Body, Programme, TemplateMilestone, Track};
use super::policy;
use super::view::Related;
use crate::access::Actor;
use crate::database::schema::{
    milestones, missions, organisations, programme_bodies, programme_tracks, programmes, progress_entries, projects,
    template_milestones,
};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Named, Page, Snapshot, keyset, page_of};
use crate::organisations::{OrganisationReference, OrganisationReferences};
use crate::reference::Names;

type Rows = programmes::BoxedQuery<'static, Pg>;

impl Named for Programme {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        keyed(programmes::table.into_boxed(), key)
            .select(Self::as_select())
            .first(&mut conn)
            .await
            .optional()
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

fn keyed(query: Rows, key: &Key) -> Rows {
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

/// One page of the programmes whose names the actor may know, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    sort: ProgrammeSort,
    page: &Page,
) -> ApiResult<(Vec<Programme>, Option<i64>)> {
    let after: Option<(String, Uuid)> = page.after(sort)?;
    let query = named(actor);
    let query = match sort {
        ProgrammeSort::Code => keyset!(query, asc programmes::code, programmes::id, after),
        ProgrammeSort::CodeDescending => keyset!(query, desc programmes::code, programmes::id, after),
    };
    Ok(page_of!(conn, page, query, named(actor), Programme))
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

/// The programmes with all that defines them, in the same order: one round trip.
pub async fn definitions(conn: &AsyncPgConnection, rows: Vec<Programme>) -> QueryResult<Vec<Definition>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let (mut one, mut two, mut three) = (conn, conn, conn);
    let bodies = programme_bodies::table
        .filter(programme_bodies::programme_id.eq_any(ids.clone()))
        .order(programme_bodies::position)
        .select(Body::as_select());
    let tracks = programme_tracks::table
        .filter(programme_tracks::programme_id.eq_any(ids.clone()))
        .order(programme_tracks::position)
        .select(Track::as_select());
    let template = template_milestones::table
        .filter(template_milestones::programme_id.eq_any(ids))
        .order(template_milestones::position)
        .select(TemplateMilestone::as_select());
    let (bodies, tracks, template) = try_join3(
        bodies.load::<Body>(&mut one),
        tracks.load::<Track>(&mut two),
        template.load::<TemplateMilestone>(&mut three),
    )
    .await?;
    let whole = rows.into_iter().map(|programme| {
        let id = programme.id;
        Definition {
            programme,
            bodies: bodies.iter().filter(|row| row.programme_id == id).cloned().collect(),
            tracks: tracks.iter().filter(|row| row.programme_id == id).cloned().collect(),
            template: template.iter().filter(|row| row.programme_id == id).cloned().collect(),
        }
    });
    Ok(whole.collect())
}

/// What these programmes are shown with, in one round trip that waits for nothing of their definitions.
pub async fn related<'a>(
    conn: &AsyncPgConnection,
    shown: impl IntoIterator<Item = &'a Programme>,
) -> QueryResult<Related> {
    let (ids, editors): (Vec<Uuid>, Vec<Uuid>) = shown.into_iter().map(|row| (row.id, row.updated_by)).unzip();
    let (organisations, accounts) = try_join(parties(conn, ids), Names::load(conn, editors)).await?;
    Ok(Related {
        organisations,
        accounts,
    })
}

/// The bodies and the authorities of these programmes.
async fn parties(mut conn: &AsyncPgConnection, programmes: Vec<Uuid>) -> QueryResult<OrganisationReferences> {
    if programmes.is_empty() {
        return Ok(OrganisationReferences::default());
    }
    let bodies = programme_bodies::table
        .filter(programme_bodies::programme_id.eq_any(programmes.clone()))
        .select(programme_bodies::organisation_id);
    let authorities = programme_tracks::table
        .filter(programme_tracks::programme_id.eq_any(programmes))
        .select(programme_tracks::authority_id);
    let rows: Vec<OrganisationReference> = organisations::table
        .filter(
            organisations::id
                .eq_any(array(bodies))
                .or(organisations::id.eq_any(array(authorities))),
        )
        .select(OrganisationReference::as_select())
        .load(&mut conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Whether a programme already has this code.
pub async fn is_taken(mut conn: &AsyncPgConnection, code: &str) -> QueryResult<bool> {
    diesel::select(exists(programmes::table.filter(programmes::code.eq(code))))
        .get_result(&mut conn)
        .await
}

/// Those of the tracks that milestones, missions or progress entries of the programme stand on.
pub async fn tracks_in_use(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    tracks: &[String],
) -> QueryResult<BTreeSet<String>> {
    let asked = tracks.to_vec();
    let inside = projects::table
        .filter(projects::programme_id.eq(programme))
        .select(projects::id);
    let planned: Vec<String> = milestones::table
        .filter(
            milestones::project_id
                .eq_any(inside)
                .and(milestones::track.eq_any(&asked)),
        )
        .select(milestones::track)
        .distinct()
        .load(&mut conn)
        .await?;
    let logged: Vec<String> = progress_entries::table
        .filter(progress_entries::project_id.eq_any(inside))
        .filter(progress_entries::track.eq_any(&asked))
        .select(progress_entries::track)
        .distinct()
        .load(&mut conn)
        .await?;
    let covered: Vec<Vec<String>> = missions::table
        .filter(missions::project_id.eq_any(inside))
        .filter(missions::tracks.overlaps_with(&asked))
        .select(missions::tracks)
        .load(&mut conn)
        .await?;
    let used = planned.into_iter().chain(logged).chain(covered.into_iter().flatten());
    Ok(used.filter(|track| tracks.contains(track)).collect())
}
