//! The operations on evidence.

use actix_web::web::Path;
use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{EvidenceView, NewEvidence};
use super::model::Evidence;
use super::queries;
use crate::accounts::Names;
use crate::fault::verdict;
use crate::http::wire::{Key, id_in_path};
use crate::http::{Answer, ApiError, ApiResult, List, PageOf, PageParameters, Read, Write};
use crate::journal::Entry;
use crate::milestones::forecasts::unless_owed;
use crate::milestones::locking::lock_visible;
use crate::milestones::log_order::LogOrder;
use crate::milestones::{find_visible, policy};

/// Lists the evidence of a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of evidence.", body = PageOf<EvidenceView>)))]
#[get("/v1/milestones/{m}/evidence")]
pub async fn list_evidence(list: List, m: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let (milestone, scene) = find_visible(&mut conn, &list.read.actor, &Key::parse(&m))
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&scene)?;
    let (rows, total) = queries::list(&mut conn, milestone.id, &list.page).await?;
    let names = Names::load(&conn, rows.iter().map(|row| row.added_by)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        EvidenceView::new(row, &milestone, &names)
    })
}

/// Attaches evidence to a milestone.
///
/// While it is planned, in progress or deferred: what was submitted is frozen.
#[utoipa::path(tag = "milestones", request_body = NewEvidence,
    responses((status = 201, description = "The new piece of evidence.", body = EvidenceView)))]
#[post("/v1/milestones/{m}/evidence")]
pub async fn create_evidence(write: Write<NewEvidence>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let (milestone, scene) = lock_visible(change, &Key::parse(&m)).await?;
            let today = change.today(scene.programme.zone());
            policy::may_contribute(&actor, &scene, &milestone, today)?;
            change.replay()?;
            verdict(unless_owed(&milestone).into_iter().collect())?;
            let row = Evidence {
                id: Uuid::now_v7(),
                milestone_id: milestone.id,
                kind: body.kind,
                title: body.title.into(),
                url: body.url.into(),
                added_by: actor.account,
                organisation_id: actor.organisation,
                added_at: change.now,
            };
            queries::insert(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            let names = Names::load(change.conn(), [actor.account]).await?;
            let view = EvidenceView::new(row, &milestone, &names);
            Answer::recorded(format!("/v1/evidence/{}", view.id), &view)
        })
        .await
}

/// Shows a piece of evidence.
///
/// To whoever sees its milestone, observers excepted.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The piece of evidence.", body = EvidenceView)))]
#[get("/v1/evidence/{id}")]
pub async fn get_evidence(read: Read, id: Path<String>) -> ApiResult {
    let id = id_in_path(&id)?;
    let mut conn = read.connection().await?;
    let row = queries::find(&mut conn, id).await?.ok_or_else(ApiError::not_found)?;
    let (milestone, scene) = find_visible(&mut conn, &read.actor, &Key::Id(row.milestone_id))
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&scene)?;
    let names = Names::load(&conn, [row.added_by]).await?;
    read.report(&EvidenceView::new(row, &milestone, &names))
}
