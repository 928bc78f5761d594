//! The operations on evaluations.

use actix_web::{delete, get, patch, post};

use super::assigning::assign;
use super::context::{EvaluatedContext, EvaluatedKey};
use super::dto::{EvaluationFilter, EvaluationPatch, EvaluationView, NewEvaluation, NewRecusal};
use super::model::Evaluation;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Write};
use crate::projects::child::{self, Editable, operations};

operations! { "evaluations": Evaluation as EvaluationView by EvaluationFilter
    /// Shows an evaluation.
    ///
    /// To coordinators, to whoever evaluates, and to those who are told of it once theirs is submitted, or it is; without names.
    get get_evaluation "/v1/evaluations/{id}";
    /// Changes an evaluation.
    ///
    /// By whoever evaluates, while it is open. The scores are replaced whole.
    update update_evaluation "/v1/evaluations/{id}" (EvaluationPatch);
    /// Deletes an evaluation that was assigned by mistake.
    ///
    /// By a coordinator, while it is open; a correction also by whoever it was assigned to.
    delete delete_evaluation "/v1/evaluations/{id}";
    /// Submits an evaluation.
    ///
    /// By whoever evaluates: with a score and a reason for every criterion of its grid. From then on it never changes.
    verb submit_evaluation "/v1/evaluations/{id}/submit" Submitted(NoBody);
    /// Recuses from an evaluation.
    ///
    /// By whoever it was assigned to, with a reason and a motive, which coordinators are told.
    verb recuse_evaluation "/v1/evaluations/{id}/recuse" Recused(NewRecusal);
}

/// Lists the evaluations of an application.
///
/// Oldest first: to a coordinator all, to a juror its own and, once that is submitted or recused, those of the others without
/// names.
#[utoipa::path(tag = "evaluations", params(PageParameters, EvaluationFilter),
    responses((status = 200, description = "A page.", body = PageOf<EvaluationView>)))]
#[get("/v1/applications/{application}/evaluations")]
pub async fn list_application_evaluations(list: List<EvaluationFilter>, Path(Id(id)): Path<Id>) -> ApiResult {
    child::list::<Evaluation>(list, Path(EvaluatedKey::Application(id))).await
}

/// Assigns an evaluation of an application.
///
/// By a coordinator, to a juror of the programme, once each; by the grid of the selection that is in force. What is wrong in a
/// submitted one is corrected by another that names it, by its juror or a coordinator.
#[utoipa::path(tag = "evaluations", request_body = NewEvaluation,
    responses((status = 201, description = "The new one.", body = EvaluationView)))]
#[post("/v1/applications/{application}/evaluations")]
pub async fn create_application_evaluation(write: Write<NewEvaluation>, Path(Id(id)): Path<Id>) -> ApiResult {
    create(write, EvaluatedKey::Application(id)).await
}

/// Lists the evaluations of a project.
///
/// Oldest first: to a coordinator all, to the laureate its self-assessment, to whoever sees the project in full those that are
/// submitted.
#[utoipa::path(tag = "evaluations", params(PageParameters, EvaluationFilter),
    responses((status = 200, description = "A page.", body = PageOf<EvaluationView>)))]
#[get("/v1/projects/{project}/evaluations")]
pub async fn list_project_evaluations(list: List<EvaluationFilter>, Path(project): Path<Key>) -> ApiResult {
    child::list::<Evaluation>(list, Path(EvaluatedKey::Project(project))).await
}

/// Assigns an evaluation of a project.
///
/// By a coordinator; the self-assessment also by the laureate, who writes it. Coordinators consolidate, those of an organisation
/// that has authority over a track instruct.
#[utoipa::path(tag = "evaluations", request_body = NewEvaluation,
    responses((status = 201, description = "The new one.", body = EvaluationView)))]
#[post("/v1/projects/{project}/evaluations")]
pub async fn create_project_evaluation(write: Write<NewEvaluation>, Path(project): Path<Key>) -> ApiResult {
    create(write, EvaluatedKey::Project(project)).await
}

async fn create(write: Write<NewEvaluation>, at: EvaluatedKey) -> ApiResult {
    let may = |body: &NewEvaluation, actor: &_, context: &EvaluatedContext, _| context.may_assign_such(body, actor);
    child::create_with(write, Path(at), Evaluation::WORK, may, async |change, context, body| {
        assign(change, context, body).await
    })
    .await
}
