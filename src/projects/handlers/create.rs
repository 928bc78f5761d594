//! A new project.

use actix_web::post;
use uuid::Uuid;

use super::laureate_fault;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, UnitOfWork, Write};
use crate::organisations;
use crate::programmes::{self, Programme};
use crate::projects::dto::{NewProject, ProjectView};
use crate::projects::{Project, ProjectState, codes, policy, queries, views};

/// Adds a project to a programme.
///
/// It begins selected. Without a code it is given the programme's and a slug of the laureate's
/// short name (else its name), `-2` and so on where that is taken.
#[utoipa::path(tag = "projects", request_body = NewProject,
    responses((status = 201, description = "The new project.", body = ProjectView)))]
#[post("/v1/programmes/{programme}/projects")]
pub async fn create_project(write: Write<NewProject>, Path(programme): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let programme = programmes::find_named(change.conn(), &actor, &programme)
                .await?
                .ok_or_else(ApiError::not_found)?;
            policy::may_coordinate(&actor, programme.id)?;
            let mut change = change.admitted().await?;
            let mut faults: Vec<Fault> = laureate_fault(&mut change, body.organisation.0)
                .await?
                .into_iter()
                .collect();
            if let Some(code) = &body.code
                && queries::is_taken(change.conn(), code).await?
            {
                faults.push(Fault::new(FaultCode::AlreadyTaken).at("/code"));
            }
            verdict(faults)?;
            let row = selected(&mut change, programme, body).await?;
            change.insert(&row).await?;
            let view = views::load_one(change.conn(), &actor, row).await?;
            change.created(format!("/v1/projects/{}", view.id), &view)
        })
        .await
}

/// The row of a project at the beginning of its life.
async fn selected(change: &mut UnitOfWork, programme: Programme, body: NewProject) -> ApiResult<Project> {
    let code = match body.code {
        Some(code) => code.into(),
        None => made_code(change, &programme, body.organisation.0).await?,
    };
    Ok(Project {
        id: Uuid::now_v7(),
        programme_id: programme.id,
        code,
        organisation_id: body.organisation.0,
        title: body.title.into(),
        summary: body.summary.map(Into::into),
        useful_months: body.useful_months.map_or(programme.useful_months, Into::into),
        state: ProjectState::Selected,
        started_on: None,
        ended_on: None,
        version: 1,
        created_at: change.now,
        updated_at: change.now,
        updated_by: change.actor.account,
    })
}

async fn made_code(change: &mut UnitOfWork, programme: &Programme, organisation: Uuid) -> ApiResult<String> {
    let actor = change.actor.clone();
    let laureate = organisations::find_visible(change.conn(), &actor, organisation)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let name = laureate.short_name.as_deref().unwrap_or(&laureate.name);
    let base = format!("{}-{}", programme.code, codes::slug(name));
    let taken = queries::codes_like(change.conn(), programme.id, &base).await?;
    Ok(codes::free_code(&base, &taken))
}
