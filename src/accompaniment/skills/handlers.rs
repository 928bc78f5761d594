//! The operations on skills.

use actix_web::{get, post};

use super::dto::{NewSkillAssessment, SkillAssessmentFilter, SkillAssessmentView};
use super::gains::{SkillsView, skills};
use super::model::SkillAssessment;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read};
use crate::projects::child::operations;
use crate::projects::{self, may_read_work};

operations! { "skills": SkillAssessment as SkillAssessmentView by SkillAssessmentFilter
    /// Lists the skill assessments of a project.
    ///
    /// The newest first; those that were corrected too. Not for observers.
    list list_skill_assessments "/v1/projects/{project}/skill-assessments";
    /// Assesses skills.
    ///
    /// By the laureate or a coordinator, once for each moment. Never changed afterwards: a correction is a new one that names
    /// the one it `corrects`.
    create create_skill_assessment "/v1/projects/{project}/skill-assessments" (NewSkillAssessment);
    /// Shows a skill assessment.
    ///
    /// Not for observers.
    get get_skill_assessment "/v1/projects/{project}/skill-assessments/{id}";
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
