//! The operations on submissions, decisions and observations. Submitting and deciding are verbs of
//! the milestone.

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{DecisionView, NewObservation, ObservationView, Related, SubmissionView};
use super::model::{Decision, Observation, Submission};
use super::queries;
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::evidence::{self, Evidence, EvidenceView};
use crate::milestones::locking::lock_visible;
use crate::milestones::log_order::LogOrder;
use crate::milestones::{Milestone, find_visible, read_visible, policy};
use crate::reference::Names;

/// Lists the submissions of a milestone.
///
/// Each with the evidence frozen with it. Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of submissions.", body = PageOf<SubmissionView>)))]
#[get("/v1/milestones/{milestone}/submissions")]
pub async fn list_submissions(list: List, Path(milestone): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (milestone, context) = read_visible(&conn, &list.read.actor, &milestone).await?;
    policy::may_read_texts(&context)?;
    let (rows, total) = queries::submissions(&conn, milestone.id, &list.page).await?;
    let frozen = rows.iter().flat_map(|row| row.evidence.iter().copied()).collect();
    let frozen = evidence::with_ids(&conn, frozen).await?;
    let accounts = rows.iter().map(|row| row.submitted_by);
    let accounts = accounts.chain(frozen.iter().map(|piece| piece.added_by));
    let related = Related::load(&conn, accounts, rows.iter().map(|row| row.organisation_id)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        view(row, &frozen, &milestone, &related)
    })
}

fn view(row: Submission, frozen: &[Evidence], milestone: &Milestone, related: &Related) -> SubmissionView {
    let own = frozen.iter().filter(|piece| row.evidence.contains(&piece.id));
    let evidence = own.map(|piece| EvidenceView::new(piece.clone(), milestone, &related.names));
    let evidence = evidence.collect();
    SubmissionView::new(row, evidence, milestone, related)
}

/// Lists the decisions on a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of decisions.", body = PageOf<DecisionView>)))]
#[get("/v1/milestones/{milestone}/decisions")]
pub async fn list_decisions(list: List, Path(milestone): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let (milestone, context) = read_visible(&conn, &list.read.actor, &milestone).await?;
    policy::may_read_texts(&context)?;
    let (rows, total) = queries::decisions(&conn, milestone.id, &list.page).await?;
    let deciders = rows.iter().map(|row| row.decided_by);
    let related = Related::load(&conn, deciders, rows.iter().map(|row| row.organisation_id)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        DecisionView::new(row, &milestone, &related)
    })
}

/// Lists the observations on a decision.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of observations.", body = PageOf<ObservationView>)))]
#[get("/v1/decisions/{id}/observations")]
pub async fn list_observations(list: List, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let decision = decision(&conn, id).await?;
    let (_, context) = find_visible(&conn, &list.read.actor, &Key::Id(decision.milestone_id)).await?;
    policy::may_read_texts(&context)?;
    let (rows, total) = queries::observations(&conn, decision.id, &list.page).await?;
    let names = Names::load(&conn, rows.iter().map(|row| row.author_id)).await?;
    list.answer(rows, LogOrder::NewestFirst, total, |row| {
        ObservationView::new(row, &names)
    })
}

/// Shows an observation on a decision.
///
/// To whoever sees the milestone, observers excepted.
#[utoipa::path(tag = "milestones",
    responses((status = 200, description = "The observation.", body = ObservationView)))]
#[get("/v1/decisions/{id}/observations/{observation}")]
pub async fn get_observation(read: Read, path: Path<(Id, Id)>) -> ApiResult {
    let Path((Id(id), Id(observation))) = path;
    let conn = read.snapshot().await?;
    let decision = decision(&conn, id).await?;
    let (_, context) = find_visible(&conn, &read.actor, &Key::Id(decision.milestone_id)).await?;
    let row = queries::find_observation(&conn, decision.id, observation)
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_texts(&context)?;
    let names = Names::load(&conn, [row.author_id]).await?;
    read.ok(&ObservationView::new(row, &names))
}

/// Attaches an observation to a decision.
///
/// By the provider on the track or the laureate, whatever became of the milestone since.
#[utoipa::path(tag = "milestones", request_body = NewObservation,
    responses((status = 201, description = "The new observation.", body = ObservationView)))]
#[post("/v1/decisions/{id}/observations")]
pub async fn create_observation(write: Write<NewObservation>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |mut change, body| {
            let actor = change.actor.clone();
            let decision = decision(change.conn(), id).await?;
            let (milestone, _) = lock_visible(&mut change, &Key::Id(decision.milestone_id)).await?;
            let submission = queries::find_submission(change.conn(), decision.submission_id).await?;
            policy::may_observe_decision(&actor, &milestone, submission.submitted_on)?;
            let mut change = change.admitted().await?;
            let row = Observation {
                id: Uuid::now_v7(),
                decision_id: decision.id,
                text: body.text.into(),
                author_id: actor.account,
                organisation_id: actor.organisation,
                created_at: change.now,
                milestone_id: milestone.id,
            };
            change.insert(&row).await?;
            let names = Names::load(change.conn(), [actor.account]).await?;
            let view = ObservationView::new(row, &names);
            change.created_immutable(format!("/v1/decisions/{}/observations/{}", decision.id, view.id), &view)
        })
        .await
}

/// A decision named in a path; whoever asks must still be shown its milestone.
async fn decision(conn: &diesel_async::AsyncPgConnection, id: Uuid) -> ApiResult<Decision> {
    queries::find_decision(conn, id).await?.ok_or_else(ApiError::not_found)
}
