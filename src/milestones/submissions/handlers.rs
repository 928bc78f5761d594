//! The operations on submissions, decisions and observations. Submitting and deciding are verbs of
//! the milestone.

use std::collections::HashMap;

use actix_web::web::Path;
use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{DecisionView, NewObservation, ObservationView, SubmissionView};
use super::model::{Decision, Observation, Submission};
use super::queries;
use crate::http::wire::Key;
use crate::http::{Answer, ApiError, ApiResult, List, PageOf, PageParameters, Write};
use crate::journal::Entry;
use crate::milestones::evidence::{self, Evidence, EvidenceView};
use crate::milestones::locking::lock_visible;
use crate::milestones::log_order::LogOrder;
use crate::milestones::{find_visible, names, policy};

/// Lists the submissions of a milestone.
///
/// Each with the evidence frozen with it. Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of submissions.", body = PageOf<SubmissionView>)))]
#[get("/v1/milestones/{m}/submissions")]
pub async fn list_submissions(list: List, m: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let (milestone, scene) = find_visible(&mut conn, &list.read.actor, &Key::parse(&m))
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&scene)?;
    let (rows, total) = queries::submissions(&mut conn, milestone.id, &list.page).await?;
    let frozen = rows.iter().flat_map(|row| row.evidence.iter().copied()).collect();
    let frozen = evidence::with_ids(&mut conn, frozen).await?;
    let accounts = rows.iter().map(|row| row.submitted_by);
    let names = names::load(&mut conn, accounts.chain(frozen.iter().map(|piece| piece.added_by))).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| view(row, &frozen, &names))
}

fn view(row: Submission, frozen: &[Evidence], names: &HashMap<Uuid, String>) -> SubmissionView {
    let own = frozen.iter().filter(|piece| row.evidence.contains(&piece.id));
    let evidence = own.map(|piece| EvidenceView::new(piece.clone(), names)).collect();
    SubmissionView::new(row, evidence, names)
}

/// Lists the decisions on a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of decisions.", body = PageOf<DecisionView>)))]
#[get("/v1/milestones/{m}/decisions")]
pub async fn list_decisions(list: List, m: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let (milestone, scene) = find_visible(&mut conn, &list.read.actor, &Key::parse(&m))
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&scene)?;
    let (rows, total) = queries::decisions(&mut conn, milestone.id, &list.page).await?;
    let names = names::load(&mut conn, rows.iter().map(|row| row.decided_by)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| DecisionView::new(row, &names))
}

/// Lists the observations on a decision.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of observations.", body = PageOf<ObservationView>)))]
#[get("/v1/decisions/{id}/observations")]
pub async fn list_observations(list: List, id: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let decision = decision(&mut conn, &id).await?;
    let (_, scene) = find_visible(&mut conn, &list.read.actor, &Key::Id(decision.milestone_id))
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&scene)?;
    let (rows, total) = queries::observations(&mut conn, decision.id, &list.page).await?;
    let names = names::load(&mut conn, rows.iter().map(|row| row.author_id)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| ObservationView::new(row, &names))
}

/// Attaches an observation to a decision.
///
/// By the provider on the track or the laureate, whatever became of the milestone since.
#[utoipa::path(tag = "milestones", request_body = NewObservation,
    responses((status = 201, description = "The new observation.", body = ObservationView)))]
#[post("/v1/decisions/{id}/observations")]
pub async fn create_observation(write: Write<NewObservation>, id: Path<String>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let decision = decision(change.conn(), &id).await?;
            let (milestone, _) = lock_visible(change, &Key::Id(decision.milestone_id)).await?;
            policy::may_observe_decision(&actor, &milestone)?;
            change.replay()?;
            let row = Observation {
                id: Uuid::now_v7(),
                decision_id: decision.id,
                text: body.text.into(),
                author_id: actor.account,
                organisation_id: actor.organisation,
                created_at: change.now,
                milestone_id: milestone.id,
            };
            queries::insert_observation(change.conn(), &row).await?;
            change.record(Entry::created(&row));
            let names = names::load(change.conn(), std::iter::once(actor.account)).await?;
            let view = ObservationView::new(row, &names);
            Answer::recorded(format!("/v1/decisions/{}/observations", decision.id), &view)
        })
        .await
}

/// A decision named in a path; whoever asks must still be shown its milestone.
async fn decision(conn: &mut diesel_async::AsyncPgConnection, id: &str) -> ApiResult<Decision> {
    let Key::Id(id) = Key::parse(id) else { return Err(ApiError::not_found()) };
    queries::find_decision(conn, id).await?.ok_or_else(ApiError::not_found)
}
