//! The operations on submissions, decisions and observations. Submitting and deciding are verbs of
//! the milestone.

use actix_web::{get, post};
use uuid::Uuid;

use super::dto::{DecisionView, NewObservation, ObservationView, SubmissionView};
use super::model::{Decision, Observation, Submission};
use super::queries::{self, NamedDecision};
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::milestones::locking::begin;
use crate::milestones::{MilestoneContext, policy};
use crate::projects::{Work, child};

/// Lists the submissions of a milestone.
///
/// Each with the evidence frozen with it. Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of submissions.", body = PageOf<SubmissionView>)))]
#[get("/v1/milestones/{milestone}/submissions")]
pub async fn list_submissions(list: List, milestone: Path<Key>) -> ApiResult {
    child::list::<Submission>(list, milestone).await
}

/// Lists the decisions on a milestone.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of decisions.", body = PageOf<DecisionView>)))]
#[get("/v1/milestones/{milestone}/decisions")]
pub async fn list_decisions(list: List, milestone: Path<Key>) -> ApiResult {
    child::list::<Decision>(list, milestone).await
}

/// Lists the observations on a decision.
///
/// Newest first, then id. Not for observers.
#[utoipa::path(tag = "milestones", params(PageParameters),
    responses((status = 200, description = "A page of observations.", body = PageOf<ObservationView>)))]
#[get("/v1/decisions/{id}/observations")]
pub async fn list_observations(list: List, Path(Id(decision)): Path<Id>) -> ApiResult {
    child::list::<Observation>(list, Path(Key::Id(decision))).await
}

/// Shows an observation on a decision.
///
/// To whoever sees the milestone, observers excepted.
#[utoipa::path(tag = "milestones",
    responses((status = 200, description = "The observation.", body = ObservationView)))]
#[get("/v1/decisions/{id}/observations/{observation}")]
pub async fn get_observation(read: Read, path: Path<(Id, Id)>) -> ApiResult {
    let Path((Id(decision), observation)) = path;
    child::get::<Observation>(read, Path((Key::Id(decision), observation))).await
}

/// Attaches an observation to a decision.
///
/// By the provider on the track or the laureate, whatever became of the milestone since.
#[utoipa::path(tag = "milestones", request_body = NewObservation,
    responses((status = 201, description = "The new observation.", body = ObservationView)))]
#[post("/v1/decisions/{id}/observations")]
pub async fn create_observation(write: Write<NewObservation>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |change, body| {
            let NamedDecision {
                decision,
                submission,
                of,
            } = queries::find_decision(change.conn(), id).await?;
            let may = |actor: &_, (milestone, _): &MilestoneContext, _| {
                policy::may_observe_decision(actor, milestone, submission.submitted_on)
            };
            let begun = begin(change, &Key::Id(of.milestone.id), Work::Remark, may).await?;
            let (mut change, (milestone, context), permit) = begun;
            permit.verdict([])?;
            let row = Observation {
                id: Uuid::now_v7(),
                decision_id: decision.id,
                text: body.text.into(),
                author_id: change.actor.account,
                organisation_id: change.actor.organisation,
                created_at: change.now,
                milestone_id: milestone.id,
            };
            child::insert(&mut change, &(decision, context), row).await
        })
        .await
}
