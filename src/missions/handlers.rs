//! The operations on missions.

use actix_web::{get, patch, post};
use uuid::Uuid;

use super::dto::{MissionFilter, MissionPatch, MissionSort, MissionView, NewMission};
use super::model::Mission;
use super::rules::{self, MissionFacts};
use super::{policy, queries};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::merge_patch::Patch;
use crate::http::wire::{Id, Key, SnakeCode};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};
use crate::projects::{self, Project, ProjectContext};
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
    let related = queries::related(&conn, &rows).await?;
    list.answer(rows, sort, total, |row| {
        MissionView::new(row, &context.project, &related)
    })
}

/// Shows a mission.
///
/// With the person-days logged on it, and how many of them exceed the order. Not for observers.
#[utoipa::path(tag = "missions", responses((status = 200, description = "The mission.", body = MissionView)))]
#[get("/v1/missions/{id}")]
pub async fn get_mission(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (mission, context) = queries::find_with_project(&conn, &read.actor, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read(&context)?;
    if !policy::sees(&read.actor, &context, &mission) {
        return Err(ApiError::not_found());
    }
    let related = queries::related(&conn, std::slice::from_ref(&mission)).await?;
    let version = mission.version;
    read.ok_versioned(version, &MissionView::new(mission, &context.project, &related))
}

/// Plans a mission.
///
/// By a coordinator. The accounts must be the provider's; without any, all of the provider's work
/// on it.
#[utoipa::path(tag = "missions", request_body = NewMission,
    responses((status = 201, description = "The new mission.", body = MissionView)))]
#[post("/v1/projects/{project}/missions")]
pub async fn create_mission(write: Write<NewMission>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let context = projects::find_visible(change.conn(), &actor, &project).await?;
            policy::may_edit(&actor, &context)?;
            let mut change = change.admitted().await?;
            projects::lock(&mut change, context.project.id).await?;
            let mission = planned(&change, context.project.id, body);
            verdict(faults(&mut change, &context, &mission).await?)?;
            change.insert(&mission).await?;
            let view = view(&mut change, mission, &context.project).await?;
            change.created(format!("/v1/missions/{}", view.id), &view)
        })
        .await
}

/// Changes a mission.
///
/// By a coordinator. It may be shortened although work was logged after its new end; its provider
/// stays once work is logged on it (409).
#[utoipa::path(tag = "missions", request_body(content = MissionPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The mission.", body = MissionView)))]
#[patch("/v1/missions/{id}")]
pub async fn update_mission(write: Write<MissionPatch>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let (mission, context) = queries::find_with_project(change.conn(), &actor, id)
                .await?
                .ok_or_else(ApiError::not_found)?;
            policy::may_read(&context)?;
            if !policy::sees(&actor, &context, &mission) {
                return Err(ApiError::not_found());
            }
            policy::may_edit(&actor, &context)?;
            let mut change = change.admitted().await?;
            projects::lock(&mut change, context.project.id).await?;
            let before = queries::find_for_update(change.conn(), mission.id).await?;
            let before = change
                .expect_version(before, async |work, row| view(work, row, &context.project).await)
                .await?;
            let after = patched(before.clone(), body);
            let mut faults = faults(&mut change, &context, &after).await?;
            if after.provider_id != before.provider_id && queries::is_logged_on(change.conn(), before.id).await? {
                faults.push(Fault::new(FaultCode::InUse).at("/provider"));
            }
            verdict(faults)?;
            let after = change.save(before, after).await?;
            let version = after.version;
            let view = view(&mut change, after, &context.project).await?;
            change.ok_versioned(version, &view)
        })
        .await
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
        ..before
    }
}

fn codes(sent: Vec<SnakeCode>) -> Vec<String> {
    sent.into_iter().map(Into::into).collect()
}

fn ids(sent: Vec<Id>) -> Vec<Uuid> {
    sent.into_iter().map(Into::into).collect()
}

/// Every rule that the mission breaks where it stands.
async fn faults(change: &mut UnitOfWork, context: &ProjectContext, mission: &Mission) -> ApiResult<Vec<Fault>> {
    let actor = change.actor.clone();
    let provider = organisations::find_visible(change.conn(), &actor, mission.provider_id).await?;
    let tracks = programmes::tracks(change.conn(), context.programme.id).await?;
    let related = MissionFacts {
        provider: provider.map(|organisation| organisation.kind),
        tracks: tracks.into_iter().map(|track| track.code).collect(),
        accounts: queries::accounts_of(change.conn(), mission.provider_id, &mission.accounts).await?,
    };
    Ok(rules::faults(mission, &related))
}

/// What its coordinator is shown.
async fn view(change: &mut UnitOfWork, mission: Mission, project: &Project) -> ApiResult<MissionView> {
    let related = queries::related(change.conn(), std::slice::from_ref(&mission)).await?;
    Ok(MissionView::new(mission, project, &related))
}
