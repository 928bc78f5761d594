//! The operations on missions.

use actix_web::{get, patch, post};
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join3};
use uuid::Uuid;

use super::dto::{MissionFilter, MissionPatch, MissionSort, MissionView, NewMission};
use super::model::Mission;
use super::rules::{self, MissionFacts};
use super::views::MissionRow;
use super::{policy, queries, views};
use crate::access::Actor;
use crate::fault::{Fault, FaultCode};
use crate::http::merge_patch::Patch;
use crate::http::wire::{Id, Key, Slug};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};
use crate::projects::{self, Permit, ProjectContext, Standing, Work, child};
use crate::{organisations, programmes};

/// Lists the missions of a project.
///
/// A provider is shown its own. Not for observers. By first day, then id.
#[utoipa::path(tag = "missions", params(PageParameters, MissionFilter),
    responses((status = 200, description = "A page of missions.", body = PageOf<MissionView>)))]
#[get("/v1/projects/{project}/missions")]
pub async fn list_missions(list: List<MissionFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (actor, filter) = (&list.read.actor, &list.read.filter);
    let context = projects::read_visible(&conn, actor, &project).await?;
    policy::may_read(&context)?;
    let sort = filter.sort.unwrap_or(MissionSort::From);
    let only = policy::only_provider(actor, &context);
    let (rows, total) = queries::list(&conn, context.project.id, only, filter, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| row.view(&context.project))
}

/// Shows a mission.
///
/// With the person-days logged on it, and how many of them exceed the order. Not for observers.
#[utoipa::path(tag = "missions", responses((status = 200, description = "The mission.", body = MissionView)))]
#[get("/v1/missions/{id}")]
pub async fn get_mission(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, context) = find_visible(&conn, &read.actor, id).await?;
    read.ok_versioned(row.mission.version, &row.view(&context.project))
}

/// Plans a mission.
///
/// By a coordinator. The accounts must be the provider's, and in use; without any, all of the provider's
/// work on it.
#[utoipa::path(tag = "missions", request_body = NewMission,
    responses((status = 201, description = "The new mission.", body = MissionView)))]
#[post("/v1/projects/{project}/missions")]
pub async fn create_mission(write: Write<NewMission>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let may_edit = |actor: &Actor, context: &ProjectContext, _| policy::may_edit(actor, context);
            let (mut change, context, permit) = child::begin(change, &project, Work::Planning, may_edit).await?;
            let mission = planned(&change, context.project.id, body);
            permit.verdict(rules::faults(
                &mission,
                None,
                &facts(&change, &context, &mission).await?,
            ))?;
            change.insert(&mission).await?;
            let view = views::load_one(change.conn(), mission, &context.project).await?;
            change.created(format!("/v1/missions/{}", view.id), &view)
        })
        .await
}

/// Changes a mission.
///
/// By a coordinator. It may be shortened although work was logged after its new end; its provider
/// stays once work is logged on it (409). Accounts that it names already may stay although they have
/// left.
#[utoipa::path(tag = "missions", request_body(content = MissionPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The mission.", body = MissionView)))]
#[patch("/v1/missions/{id}")]
pub async fn update_mission(write: Write<MissionPatch>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |change, body| {
            let (_, context) = find_visible(change.conn(), &change.actor, id).await?;
            policy::may_edit(&change.actor, &context)?;
            let (project, work) = (context.project.id, Work::Planning);
            let lock = async |conn: &AsyncPgConnection| {
                try_join(
                    projects::lock_for(conn, project, work),
                    queries::find_for_update(conn, id),
                )
                .await
            };
            let (mut change, ((project, clock), before)) = change.admitted_with(lock).await?;
            let today = change.today(context.programme.zone());
            let permit = Permit::of(work, &Standing::of(&project, clock.as_ref(), today));
            let before = change
                .expect_version(before, async |work, row| {
                    Ok(views::load_one(work.conn(), row, &project).await?)
                })
                .await?;
            let after = patched(before.clone(), body);
            let (facts, is_logged_on) = try_join(
                facts(&change, &context, &after),
                queries::is_logged_on(change.conn(), id),
            )
            .await?;
            let mut faults = rules::faults(&after, Some(&before), &facts);
            if after.provider_id != before.provider_id && is_logged_on {
                faults.push(Fault::new(FaultCode::InUse).at("/provider"));
            }
            permit.verdict(faults)?;
            let after = change.save(before, after).await?;
            let version = after.version;
            let view = views::load_one(change.conn(), after, &project).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// A mission that the caller sees (404), who may read missions (403).
pub async fn find_visible(
    conn: &AsyncPgConnection,
    actor: &Actor,
    id: Uuid,
) -> ApiResult<(MissionRow, ProjectContext)> {
    let found = queries::find_with_project(conn, actor, id).await?;
    let (row, context) = found.ok_or_else(ApiError::not_found)?;
    policy::may_read(&context)?;
    match policy::discloses(actor, &context, row.mission.provider_id) {
        true => Ok((row, context)),
        false => Err(ApiError::not_found()),
    }
}

fn planned(change: &UnitOfWork, project: Uuid, body: NewMission) -> Mission {
    Mission {
        id: Uuid::now_v7(),
        project_id: project,
        provider_id: body.provider.into(),
        tracks: codes(body.tracks),
        from_on: body.from.into(),
        until_on: body.until.into(),
        accounts: ids(body.accounts.unwrap_or_default()),
        purchase_order: body.purchase_order.map(Into::into),
        ordered_days: body.ordered_days.map(Into::into),
        overrun_motive: body.overrun_motive.map(Into::into),
        version: 1,
        created_at: change.now,
        updated_at: change.now,
        updated_by: change.actor.account,
    }
}

fn patched(before: Mission, body: MissionPatch) -> Mission {
    Mission {
        provider_id: body.provider.apply(before.provider_id),
        tracks: body.tracks.into_option().map_or(before.tracks, codes),
        from_on: body.from.apply(before.from_on),
        until_on: body.until.apply(before.until_on),
        accounts: match body.accounts {
            Patch::Keep => before.accounts,
            Patch::Clear => Vec::new(),
            Patch::Set(accounts) => ids(accounts),
        },
        purchase_order: body.purchase_order.apply(before.purchase_order),
        ordered_days: body.ordered_days.apply(before.ordered_days),
        overrun_motive: body.overrun_motive.apply(before.overrun_motive),
        ..before
    }
}

fn codes(sent: Vec<Slug>) -> Vec<String> {
    sent.into_iter().map(Into::into).collect()
}

fn ids(sent: Vec<Id>) -> Vec<Uuid> {
    sent.into_iter().map(Into::into).collect()
}

/// What the mission must fit where it stands.
async fn facts(work: &UnitOfWork, context: &ProjectContext, mission: &Mission) -> QueryResult<MissionFacts> {
    let conn = work.conn();
    let (provider, tracks, accounts) = try_join3(
        organisations::find_visible(conn, &work.actor, mission.provider_id),
        programmes::tracks(conn, context.programme.id),
        queries::accounts_of(conn, mission.provider_id, &mission.accounts),
    )
    .await?;
    Ok(MissionFacts {
        provider: provider.map(|organisation| organisation.kind),
        tracks: tracks.into_iter().map(|track| track.code).collect(),
        accounts,
    })
}
