//! The operations on risks.

use actix_web::{delete, get, patch, post};

use super::dto::{NewRisk, RiskFilter, RiskMitigation, RiskPatch, RiskView};
use super::life::RiskState;
use super::model::Risk;
use crate::database::Jsonb;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, IfMatchHeader, Path, Write};
use crate::journal::Action;
use crate::projects::child::{self, made, operations};
use crate::projects::{Motive, Work, may_contribute, people};

operations! { "risks": Risk as RiskView by RiskFilter
    /// Lists the risks of a project.
    ///
    /// The most critical first. Not for observers.
    list list_risks "/v1/projects/{project}/risks";
    /// Lists the risks of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the most critical first.
    across list_programme_risks "/v1/programmes/{programme}/risks";
    /// Shows a risk.
    ///
    /// With how critical it is, and whether its review is overdue today. Not for observers.
    get get_risk "/v1/projects/{project}/risks/{id}";
    /// Deletes a risk that was added by mistake.
    ///
    /// Only while nothing was done to it but edits; after that, close it.
    delete delete_risk "/v1/projects/{project}/risks/{id}";
    /// Closes a risk.
    ///
    /// What was feared cannot happen any more, or is accepted: the motive says which.
    verb close_risk "/v1/projects/{project}/risks/{id}/close" Closed(Motive);
    /// Says that what was feared has happened.
    ///
    /// Of an open or a mitigated risk; the motive says what happened.
    verb declare_risk_occurred "/v1/projects/{project}/risks/{id}/occur" Occurred(Motive);
    /// Reopens a risk.
    ///
    /// One that was closed or has occurred is open again, with the scores that it had.
    verb reopen_risk "/v1/projects/{project}/risks/{id}/reopen" Reopened(Motive);
}

/// Adds a risk.
///
/// By whoever works on the project.
#[utoipa::path(tag = "risks", request_body = NewRisk, responses((status = 201, description = "The new risk.", body = RiskView)))]
#[post("/v1/projects/{project}/risks")]
pub async fn create_risk(write: Write<NewRisk>, project: Path<Key>) -> ApiResult {
    child::create(
        write,
        project,
        Work::Substance,
        may_contribute,
        async |change, context, body| {
            let owner = body.owner.map(Into::into);
            verdict(people::faults(change.conn(), context, owner, "/owner").await?)?;
            let risk = made!(Risk by change in context {
                kind: body.kind,
                title: body.title.into(),
                description: body.description.map(Into::into),
                gross: body.gross.map(Jsonb),
                residual: body.residual.map(Jsonb),
                weight: 0,
                owner_id: owner,
                response: body.response.map(Into::into),
                review_on: body.review_on.map(Into::into),
                state: RiskState::Open,
            });
            Ok(risk.weighed())
        },
    )
    .await
}

/// Changes a risk.
///
/// One that is mitigated keeps a residual score and a response.
#[utoipa::path(tag = "risks", request_body(content = RiskPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The risk.", body = RiskView)))]
#[patch("/v1/projects/{project}/risks/{id}")]
pub async fn update_risk(write: Write<RiskPatch>, path: Path<(Key, Id)>) -> ApiResult {
    child::edit(
        write,
        path,
        Work::Substance,
        may_contribute,
        async |change, context, row: Risk, body| {
            let named = body.owner.sent().map(|id| id.0).filter(|id| Some(*id) != row.owner_id);
            let after = Risk {
                kind: body.kind.apply(row.kind),
                title: body.title.apply(row.title),
                description: body.description.apply(row.description),
                gross: body.gross.apply(row.gross),
                residual: body.residual.apply(row.residual),
                owner_id: body.owner.apply(row.owner_id),
                response: body.response.apply(row.response),
                review_on: body.review_on.apply(row.review_on),
                ..row
            };
            let mut faults = people::faults(change.conn(), context, named, "/owner").await?;
            if after.state == RiskState::Mitigated {
                faults.extend(unmitigated(&after));
            }
            verdict(faults)?;
            Ok(after.weighed())
        },
    )
    .await
}

/// Mitigates a risk.
///
/// With its residual score and the response, unless both stand already.
#[utoipa::path(tag = "risks", params(IfMatchHeader), request_body = RiskMitigation,
    responses((status = 200, description = "The risk, mitigated.", body = RiskView)))]
#[post("/v1/projects/{project}/risks/{id}/mitigate")]
pub async fn mitigate_risk(write: Write<RiskMitigation>, path: Path<(Key, Id)>) -> ApiResult {
    child::step_with(
        write,
        path,
        Action::Mitigated,
        |risk: &mut Risk, body: RiskMitigation| {
            risk.residual = body.residual.map(Jsonb).or(risk.residual);
            risk.response = body.response.map(Into::into).or(risk.response.take());
            *risk = risk.clone().weighed();
            unmitigated(risk)
        },
    )
    .await
}

/// What a mitigated risk lacks.
fn unmitigated(risk: &Risk) -> Vec<Fault> {
    let residual = risk
        .residual
        .is_none()
        .then(|| Fault::new(FaultCode::ResidualRequired).at("/residual"));
    let response = risk
        .response
        .is_none()
        .then(|| Fault::new(FaultCode::ResponseRequired).at("/response"));
    residual.into_iter().chain(response).collect()
}
