//! The operations on skills.

use actix_web::{get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::dto::{NewSkillAssessment, SkillAssessmentFilter, SkillAssessmentView};
use super::gains::{SkillsView, skills};
use super::model::SkillAssessment;
use crate::fault::verdict;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::projects::{self, Work, child, may_lead, may_read_work};

/// Lists the skill assessments of a project.
///
/// The newest first; those that were corrected too. Not for observers.
#[utoipa::path(tag = "skills", params(PageParameters, SkillAssessmentFilter),
    responses((status = 200, description = "A page of skill assessments.", body = PageOf<SkillAssessmentView>)))]
#[get("/v1/projects/{project}/skill-assessments")]
pub async fn list_skill_assessments(list: List<SkillAssessmentFilter>, project: Path<Key>) -> ApiResult {
    child::list::<SkillAssessment>(list, project).await
}

/// Shows a skill assessment.
///
/// Not for observers.
#[utoipa::path(tag = "skills", responses((status = 200, description = "The assessment.", body = SkillAssessmentView)))]
#[get("/v1/projects/{project}/skill-assessments/{id}")]
pub async fn get_skill_assessment(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<SkillAssessment>(read, path).await
}

/// Assesses skills.
///
/// By the laureate or a coordinator, once for each moment. Never changed afterwards: a correction is a new one that names
/// the one it `corrects`.
#[utoipa::path(tag = "skills", request_body = NewSkillAssessment,
    responses((status = 201, description = "The new assessment.", body = SkillAssessmentView)))]
#[post("/v1/projects/{project}/skill-assessments")]
pub async fn create_skill_assessment(write: Write<NewSkillAssessment>, project: Path<Key>) -> ApiResult {
    child::create_with(
        write,
        project,
        Work::Substance,
        may_lead,
        async |change, context, body| {
            let row = SkillAssessment::new(child::Origin::of(change, context), body);
            let standing = SkillAssessment::standing(change.conn(), row.project_id).await?;
            verdict(row.faults(&standing, change.today(context.programme.zone())))?;
            Ok(row)
        },
    )
    .await
}

/// Shows what the people of a project know, and learnt.
///
/// Of each domain the mean level at the start, in the middle and at the end, over how many people, and the gain. Not for
/// observers.
#[utoipa::path(tag = "skills", responses((status = 200, description = "The skills.", body = SkillsView)))]
#[get("/v1/projects/{project}/skills")]
pub async fn get_skills(read: Read, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = projects::read_visible(&conn, &read.actor, &project).await?;
    may_read_work(&context)?;
    let standing = SkillAssessment::standing(&conn, context.project.id).await?;
    read.ok(&SkillsView {
        project: context.project.reference(),
        domains: skills(&standing),
    })
}

/// Registers the operations.
pub fn register(api: &mut ServiceConfig<'_>) {
    api.service(list_skill_assessments)
        .service(create_skill_assessment)
        .service(get_skill_assessment)
        .service(get_skills);
}
