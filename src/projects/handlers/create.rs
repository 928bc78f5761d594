//! A new project.

use actix_web::post;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::laureate_fault;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, UnitOfWork, Write};
use crate::organisations::{self, Organisation};
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
            let look_up = async |conn: &AsyncPgConnection| {
                let laureate = organisations::find_visible(conn, &actor, body.organisation.0);
                let code = body.code.as_deref().map(String::as_str);
                try_join(laureate, queries::is_taken(conn, code)).await
            };
            let (mut change, (laureate, is_taken)) = change.admitted_with(look_up).await?;
            let mut faults: Vec<Fault> = laureate_fault(laureate.as_ref()).into_iter().collect();
            if is_taken {
                faults.push(Fault::new(FaultCode::AlreadyTaken).at("/code"));
            }
            verdict(faults)?;
            let laureate = laureate.ok_or_else(ApiError::not_found)?;
            let row = selected(&change, programme, &laureate, body).await?;
            change.insert(&row).await?;
            let view = views::load_one(change.conn(), &actor, row).await?;
            change.created(format!("/v1/projects/{}", view.id), &view)
        })
        .await
}

/// The row of a project at the beginning of its life.
async fn selected(
    work: &UnitOfWork,
    programme: Programme,
    laureate: &Organisation,
    body: NewProject,
) -> ApiResult<Project> {
    let code = match body.code {
        Some(code) => code.into(),
        None => made_code(work.conn(), &programme, laureate).await?,
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
        created_at: work.now,
        updated_at: work.now,
        updated_by: work.actor.account,
    })
}

async fn made_code(conn: &AsyncPgConnection, programme: &Programme, laureate: &Organisation) -> QueryResult<String> {
    let name = laureate.short_name.as_deref().unwrap_or(&laureate.name);
    let base = format!("{}-{}", programme.code, codes::slug(name));
    let taken = queries::codes_like(conn, programme.id, &base).await?;
    Ok(codes::free_code(&base, &taken))
}
