//! The operations on programmes.

use actix_web::{get, patch, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use super::definition::Definition;
use super::details::{self, ProgrammeRow};
use super::dto::{NewProgramme, ProgrammeFilter, ProgrammePatch, ProgrammeSort};
use super::model::Programme;
use super::queries::parts;
use super::rules::{self, Sent};
use super::view::ProgrammeView;
use super::{policy, queries};
use crate::access::{Grant, Role};
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
    let (rows, total) = queries::list(&conn, actor, &list.read.filter, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| row.view(actor))
}

/// Shows a programme.
///
/// With its bodies, tracks, plan template and rules; to an administrator with no part in it, its
/// id, code and title.
#[utoipa::path(tag = "programmes", responses((status = 200, description = "The programme.", body = ProgrammeView)))]
#[get("/v1/programmes/{programme}")]
pub async fn get_programme(read: Read, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let row: Option<ProgrammeRow> = conn.find(&programme).await?;
    let row = row.filter(|row| policy::may_name(&read.actor, row.programme.id));
    let view = row.ok_or_else(ApiError::not_found)?.view(&read.actor);
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
            let actor = change.actor.clone();
            policy::may_open(&actor)?;
            let sent = Sent {
                bodies: body.bodies.as_deref(),
                tracks: Some(&body.tracks),
                template: Some(&body.template),
            };
            let named = sent.organisations();
            let look_up = async |conn: &AsyncPgConnection| {
                let known = organisations::visible_ids(conn, &actor, &named);
                try_join(known, queries::is_taken(conn, &body.code)).await
            };
            let (mut change, (known, is_taken)) = change.admitted_with(look_up).await?;
            let mut faults = sent.faults(&known, &sent.track_codes(&[]));
            if is_taken {
                faults.push(Fault::new(FaultCode::AlreadyTaken).at("/code"));
            }
            let (opens, closes) = (body.call_opens_at.as_deref(), body.call_closes_at.as_deref());
            faults.extend(rules::call_fault(opens.copied(), closes.copied()));
            let definition = Definition::opened(body, change.now, change.actor.account);
            let Programme {
                hand_over_items,
                gates_off,
                gates_advisory,
                ..
            } = &definition.programme;
            faults.extend(rules::ending_faults(hand_over_items, gates_off, gates_advisory));
            verdict(faults)?;
            let grant = first_coordinator(&change, &definition.programme);
            change.insert(&definition).await?;
            change.insert(&grant).await?;
            let view = details::load_one(change.conn(), definition.programme).await?;
            change.created(format!("/v1/programmes/{}", view.id), &view)
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
            let tracks_change = body.tracks.sent().is_some();
            let lock = async |conn: &AsyncPgConnection| parts::lock(conn, row.id, tracks_change).await;
            let (mut change, before) = change.admitted_with(lock).await?;
            let shown = async |work: &mut UnitOfWork, present: Definition| {
                Ok(details::load_one(work.conn(), present.programme).await?)
            };
            let before = change.expect_version(before, shown).await?;
            check_patch(&change, &before, &body).await?;
            let after = before.clone().patched(body);
            let after = change.save(before, after).await?;
            let version = after.programme.version;
            let view = details::load_one(change.conn(), after.programme).await?;
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

async fn check_patch(work: &UnitOfWork, before: &Definition, patch: &ProgrammePatch) -> ApiResult<()> {
    let sent = Sent {
        bodies: patch.bodies.sent().map(Vec::as_slice),
        tracks: patch.tracks.sent().map(Vec::as_slice),
        template: patch.template.sent().map(Vec::as_slice),
    };
    let standing: Vec<String> = before.tracks.iter().map(|track| track.code.clone()).collect();
    let coming = sent.track_codes(&standing);
    let gone: Vec<String> = standing
        .iter()
        .filter(|code| !coming.contains(&code.as_str()))
        .cloned()
        .collect();
    let (known, mut used) = try_join(
        organisations::visible_ids(work.conn(), &work.actor, &sent.organisations()),
        queries::tracks_in_use(work.conn(), before.programme.id, &gone),
    )
    .await?;
    let mut faults = sent.faults(&known, &coming);
    let opens = patch.call_opens_at.clone().apply(before.programme.call_opens_at);
    let closes = patch.call_closes_at.clone().apply(before.programme.call_closes_at);
    faults.extend(rules::call_fault(opens, closes));
    let standing = &before.programme;
    faults.extend(rules::ending_faults(
        patch.hand_over_items.sent().unwrap_or(&standing.hand_over_items),
        patch.gates_off.sent().unwrap_or(&standing.gates_off),
        patch.gates_advisory.sent().unwrap_or(&standing.gates_advisory),
    ));
    if sent.template.is_none() {
        let template = before.template.iter().map(|milestone| milestone.track.clone());
        used.extend(template.filter(|track| gone.contains(track)));
    }
    faults.extend(used.iter().map(rules::in_use_fault));
    Ok(verdict(faults)?)
}
