//! A new project.

use actix_web::post;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Write};
use crate::organisations;
use crate::programmes;
use crate::projects::dto::{NewProject, ProjectView};
use crate::projects::making::{code_fault, laureate_fault, selected};
use crate::projects::{policy, queries, views};

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
                try_join(laureate, queries::rival_codes(conn, &programme, code)).await
            };
            let (mut change, (laureate, rivals)) = change.admitted_with(look_up).await?;
            let unfit = laureate_fault(laureate.as_ref());
            verdict(
                unfit
                    .into_iter()
                    .chain(code_fault(body.code.as_ref(), &rivals))
                    .collect(),
            )?;
            let laureate = laureate.ok_or_else(ApiError::not_found)?;
            let row = selected(&change, &programme, &laureate, body, &rivals);
            change.insert(&row).await?;
            let view = views::load_one(change.conn(), &actor, row).await?;
            change.created(format!("/v1/projects/{}", view.id), &view)
        })
        .await
}
