//! Reading one project.

use actix_web::get;

use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read};
use crate::projects::dto::ProjectView;
use crate::projects::{queries, views};

/// Shows a project.
///
/// With the present name of its laureate. To an observer, without summary and account.
#[utoipa::path(tag = "projects", responses((status = 200, description = "The project.", body = ProjectView)))]
#[get("/v1/projects/{project}")]
pub async fn get_project(read: Read, Path(project): Path<Key>) -> ApiResult {
    let mut conn = read.snapshot().await?;
    let context = queries::find_visible(&mut conn, &read.actor, &project).await?;
    let view = views::of_context(&conn, &read.actor, context).await?;
    read.versioned(view.version, &view)
}
