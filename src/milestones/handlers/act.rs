//! The verbs of a milestone's life: one operation each, one step behind all (`acting.rs`).

use actix_web::post;

use crate::http::wire::Key;
use crate::http::{ApiResult, IfMatchHeader, NoBody, Path, Write};
use crate::milestones::MilestoneView;
use crate::milestones::acting::{ActionInput, act};
use crate::milestones::dto::{DeferralBody, MotiveBody, ReductionBody};
use crate::milestones::life::MilestoneAction;

/// Starts work on a milestone.
///
/// By the provider on the track, the laureate or a coordinator; in a project that runs and is not suspended.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/start")]
pub async fn start_milestone(write: Write, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Start).await
}

/// Submits a milestone.
///
/// With the evidence attached to it, frozen from now on. A coordinator who submits on their behalf may not decide. Where the
/// programme requires it, one of the track `prototype` waits for a completed trial (`trial_missing`).
#[utoipa::path(tag = "milestones", params(IfMatchHeader), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/submit")]
pub async fn submit_milestone(write: Write, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Submit).await
}

/// Withdraws a submission.
///
/// By the submitter's organisation, before a decision.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/withdraw")]
pub async fn withdraw_milestone(write: Write, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Withdraw).await
}

/// Accepts what was submitted.
///
/// By a coordinator whose organisation has authority over the track, not by who submitted.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/accept")]
pub async fn accept_milestone(write: Write<MotiveBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Accept).await
}

/// Accepts what was submitted, with a reduction.
///
/// Réfaction: with a motive and how much is taken off.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = ReductionBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/accept_with_reduction")]
pub async fn accept_with_reduction_milestone(write: Write<ReductionBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::AcceptWithReduction).await
}

/// Defers what was submitted.
///
/// Ajournement: with a motive and until when it is to be submitted again.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = DeferralBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/defer")]
pub async fn defer_milestone(write: Write<DeferralBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Defer).await
}

/// Rejects what was submitted.
///
/// With a motive.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/reject")]
pub async fn reject_milestone(write: Write<MotiveBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Reject).await
}

/// Cancels a milestone.
///
/// By a coordinator, with a motive; it no longer counts in the project's progress.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/cancel")]
pub async fn cancel_milestone(write: Write<MotiveBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Cancel).await
}

/// Reopens a milestone.
///
/// By a coordinator, with a motive: what was accepted, rejected or cancelled is in progress again.
#[utoipa::path(tag = "milestones", params(IfMatchHeader), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{milestone}/reopen")]
pub async fn reopen_milestone(write: Write<MotiveBody>, Path(milestone): Path<Key>) -> ApiResult {
    act(write, &milestone, MilestoneAction::Reopen).await
}

impl From<NoBody> for ActionInput {
    fn from(_: NoBody) -> Self {
        Self::default()
    }
}

impl From<MotiveBody> for ActionInput {
    fn from(body: MotiveBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            ..Self::default()
        }
    }
}

impl From<ReductionBody> for ActionInput {
    fn from(body: ReductionBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            reduction_percent: body.reduction_percent.map(Into::into),
            ..Self::default()
        }
    }
}

impl From<DeferralBody> for ActionInput {
    fn from(body: DeferralBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            resubmit_by: body.resubmit_by.map(Into::into),
            ..Self::default()
        }
    }
}
