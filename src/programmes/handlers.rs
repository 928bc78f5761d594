//! The operations on programmes.

use actix_web::{get, patch, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::definition::Definition;
use super::dto::{NewProgramme, ProgrammeFilter, ProgrammePatch, ProgrammeSort};
use super::model::Programme;
use super::queries::parts;
use super::rules::{self, Sent};
use super::view::ProgrammeView;
use super::{policy, queries};
use crate::access::{Actor, Grant, Role, Visibility};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};
use crate::organisations;

/// Lists programmes.
///
/// Those the caller knows of; an administrator is shown the id, code and title of all. By code.
#[utoipa::path(tag = "programmes", params(PageParameters, ProgrammeFilter),
    responses((status = 200, description = "A page of programmes.", body = PageOf<ProgrammeView>)))]
#[get("/v1/programmes")]
pub async fn list_programmes(list: List<ProgrammeFilter>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let sort = list.read.filter.sort.unwrap_or(ProgrammeSort::Code);
    let (rows, total) = queries::list(&conn, actor, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views(&conn, actor, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows a programme.
///
/// With its bodies, tracks, plan template and rules; to an administrator with no part in it, its
/// id, code and title.
#[utoipa::path(tag = "programmes", responses((status = 200, description = "The programme.", body = ProgrammeView)))]
#[get("/v1/programmes/{programme}")]
pub async fn get_programme(read: Read, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let row = queries::read_named(&conn, &read.actor, &programme).await?;
    let mut views = views(&conn, &read.actor, vec![row]).await?;
    let view = views.pop().ok_or_else(ApiError::not_found)?;
    read.versioned(view.version, &view)
}

/// Opens a programme.
///
/// By a coordinator of a steering body, who becomes its first coordinator. Every fault of its
/// tracks, bodies, template and dates is told at once.
#[utoipa::path(tag = "programmes", request_body = NewProgramme,
    responses((status = 201, description = "The new programme.", body = ProgrammeView)))]
#[post("/v1/programmes")]
pub async fn create_programme(write: Write<NewProgramme>) -> ApiResult {
    write
        .run(async |change, body| {
            policy::may_open(&change.actor)?;
            let mut change = change.admitted().await?;
            check_new(&mut change, &body).await?;
            let definition = Definition::opened(body, change.now, change.actor.account);
            let grant = first_coordinator(&change, &definition.programme);
            change.insert(&definition).await?;
            change.insert(&grant).await?;
            let location = format!("/v1/programmes/{}", definition.programme.id);
            let view = view(change.conn(), definition).await?;
            change.created(location, &view)
        })
        .await
}

/// Changes a programme.
///
/// By its coordinators. `bodies`, `tracks` and `template` are replaced whole when they are sent; a
/// track that milestones, missions, progress entries or the template use stays (409).
#[utoipa::path(tag = "programmes", request_body(content = ProgrammePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The programme.", body = ProgrammeView)))]
#[patch("/v1/programmes/{programme}")]
pub async fn update_programme(write: Write<ProgrammePatch>, Path(programme): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let row = queries::find_named(change.conn(), &actor, &programme)
                .await?
                .ok_or_else(ApiError::not_found)?;
            policy::may_edit(&actor, row.id)?;
            let mut change = change.admitted().await?;
            let row = match body.tracks.sent().is_some() {
                true => {
                    change
                        .locked(async |conn| parts::lock_whole(conn, row.id).await)
                        .await?
                }
                false => change.locked(async |conn| parts::lock(conn, row.id).await).await?,
            };
            let before = whole(change.conn(), row).await?;
            let before = change
                .expect_version(before, async |work, definition| view(work.conn(), definition).await)
                .await?;
            check_patch(&mut change, &before, &body).await?;
            let after = before.clone().patched(body);
            let after = change.save(before, after).await?;
            let version = after.programme.version;
            let view = view(change.conn(), after).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// Whoever opens a programme coordinates it from that day on.
fn first_coordinator(change: &UnitOfWork, programme: &Programme) -> Grant {
    let account = change.actor.account;
    Grant {
        from_on: Some(change.today(programme.zone())),
        ..Grant::new(account, Role::Coordinator, Some(programme.id), account, change.now)
    }
}

async fn check_new(change: &mut UnitOfWork, body: &NewProgramme) -> ApiResult<()> {
    let sent = Sent {
        bodies: body.bodies.as_deref(),
        tracks: Some(&body.tracks),
        template: Some(&body.template),
    };
    let known = known_organisations(change, &sent).await?;
    let mut faults = sent.faults(&known, &sent.track_codes(&[]));
    if queries::is_taken(change.conn(), &body.code).await? {
        faults.push(Fault::new(FaultCode::AlreadyTaken).at("/code"));
    }
    let (opens, closes) = (body.call_opens_at.as_deref(), body.call_closes_at.as_deref());
    faults.extend(rules::call_fault(opens.copied(), closes.copied()));
    Ok(verdict(faults)?)
}

async fn check_patch(change: &mut UnitOfWork, before: &Definition, patch: &ProgrammePatch) -> ApiResult<()> {
    let sent = Sent {
        bodies: patch.bodies.sent().map(Vec::as_slice),
        tracks: patch.tracks.sent().map(Vec::as_slice),
        template: patch.template.sent().map(Vec::as_slice),
    };
    let standing: Vec<String> = before.tracks.iter().map(|track| track.code.clone()).collect();
    let coming = sent.track_codes(&standing);
    let known = known_organisations(change, &sent).await?;
    let mut faults = sent.faults(&known, &coming);
    let opens = patch.call_opens_at.clone().apply(before.programme.call_opens_at);
    let closes = patch.call_closes_at.clone().apply(before.programme.call_closes_at);
    faults.extend(rules::call_fault(opens, closes));
    let gone: Vec<String> = standing
        .iter()
        .filter(|code| !coming.contains(&code.as_str()))
        .cloned()
        .collect();
    let mut used = queries::tracks_in_use(change.conn(), before.programme.id, &gone).await?;
    if sent.template.is_none() {
        let template = before.template.iter().map(|milestone| milestone.track.clone());
        used.extend(template.filter(|track| gone.contains(track)));
    }
    faults.extend(used.iter().map(rules::in_use_fault));
    Ok(verdict(faults)?)
}

async fn known_organisations(change: &mut UnitOfWork, sent: &Sent<'_>) -> ApiResult<Vec<Uuid>> {
    let actor = change.actor.clone();
    Ok(organisations::visible_ids(change.conn(), &actor, &sent.organisations()).await?)
}

async fn whole(conn: &AsyncPgConnection, row: Programme) -> ApiResult<Definition> {
    let mut definitions = queries::definitions(conn, vec![row]).await?;
    definitions.pop().ok_or_else(ApiError::not_found)
}

/// What its coordinator is shown.
async fn view(conn: &AsyncPgConnection, definition: Definition) -> ApiResult<ProgrammeView> {
    let related = queries::related(conn, [&definition.programme]).await?;
    Ok(ProgrammeView::whole(definition, &related, Visibility::Full))
}

/// What the actor is shown of each programme.
async fn views(conn: &AsyncPgConnection, actor: &Actor, rows: Vec<Programme>) -> ApiResult<Vec<ProgrammeView>> {
    let conn: &AsyncPgConnection = conn;
    let named = rows.clone();
    let (definitions, related) = try_join(queries::definitions(conn, rows), queries::related(conn, &named)).await?;
    let shown = definitions
        .into_iter()
        .map(|definition| match policy::visibility(actor, definition.programme.id) {
            Some(visibility) => ProgrammeView::whole(definition, &related, visibility),
            None => ProgrammeView::named(&definition.programme),
        });
    Ok(shown.collect())
}
