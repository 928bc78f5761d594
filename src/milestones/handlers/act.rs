//! The verbs of a milestone's life: one operation each, one step behind all (`acting.rs`).

use actix_web::post;
use actix_web::web::Path;

use crate::http::{ApiResult, Matched, Write};
use crate::milestones::MilestoneView;
use crate::milestones::acting::{Asked, act};
use crate::milestones::dto::{DeferralBody, MotiveBody, ReductionBody};
use crate::milestones::life::MilestoneAction as Do;

/// Starts work on a milestone.
///
/// By the provider on the track, the laureate or a coordinator; in a project that runs and is not suspended.
#[utoipa::path(tag = "milestones", params(Matched), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/start")]
pub async fn start_milestone(write: Write, m: Path<String>) -> ApiResult {
    write
        .run(async |change, _| act(change, &m, Do::Start, Asked::default()).await)
        .await
}

/// Submits a milestone.
///
/// With the evidence attached to it, frozen from now on. A coordinator who submits on their behalf may not decide.
#[utoipa::path(tag = "milestones", params(Matched), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/submit")]
pub async fn submit_milestone(write: Write, m: Path<String>) -> ApiResult {
    write
        .run(async |change, _| act(change, &m, Do::Submit, Asked::default()).await)
        .await
}

/// Withdraws a submission.
///
/// By the submitter's organisation, before a decision.
#[utoipa::path(tag = "milestones", params(Matched), responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/withdraw")]
pub async fn withdraw_milestone(write: Write, m: Path<String>) -> ApiResult {
    write
        .run(async |change, _| act(change, &m, Do::Withdraw, Asked::default()).await)
        .await
}

/// Accepts what was submitted.
///
/// By a coordinator whose organisation has authority over the track, not by who submitted.
#[utoipa::path(tag = "milestones", params(Matched), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/accept")]
pub async fn accept_milestone(write: Write<MotiveBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::Accept, body.into()).await)
        .await
}

/// Accepts what was submitted, with a reduction.
///
/// Réfaction: with a motive and how much is taken off.
#[utoipa::path(tag = "milestones", params(Matched), request_body = ReductionBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/accept_with_reduction")]
pub async fn accept_with_reduction_milestone(write: Write<ReductionBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::AcceptWithReduction, body.into()).await)
        .await
}

/// Defers what was submitted.
///
/// Ajournement: with a motive and until when it is to be submitted again.
#[utoipa::path(tag = "milestones", params(Matched), request_body = DeferralBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/defer")]
pub async fn defer_milestone(write: Write<DeferralBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::Defer, body.into()).await)
        .await
}

/// Rejects what was submitted.
///
/// With a motive.
#[utoipa::path(tag = "milestones", params(Matched), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/reject")]
pub async fn reject_milestone(write: Write<MotiveBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::Reject, body.into()).await)
        .await
}

/// Cancels a milestone.
///
/// By a coordinator, with a motive; it no longer counts in the project's progress.
#[utoipa::path(tag = "milestones", params(Matched), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/cancel")]
pub async fn cancel_milestone(write: Write<MotiveBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::Cancel, body.into()).await)
        .await
}

/// Reopens a milestone.
///
/// By a coordinator, with a motive: what was accepted, rejected or cancelled is in progress again.
#[utoipa::path(tag = "milestones", params(Matched), request_body = MotiveBody, responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[post("/v1/milestones/{m}/reopen")]
pub async fn reopen_milestone(write: Write<MotiveBody>, m: Path<String>) -> ApiResult {
    write
        .run(async |change, body| act(change, &m, Do::Reopen, body.into()).await)
        .await
}

impl From<MotiveBody> for Asked {
    fn from(body: MotiveBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            ..Self::default()
        }
    }
}

impl From<ReductionBody> for Asked {
    fn from(body: ReductionBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            reduction_percent: body.reduction_percent.map(Into::into),
            ..Self::default()
        }
    }
}

impl From<DeferralBody> for Asked {
    fn from(body: DeferralBody) -> Self {
        Self {
            motive: body.motive.map(Into::into),
            resubmit_by: body.resubmit_by.map(Into::into),
            ..Self::default()
        }
    }
}
