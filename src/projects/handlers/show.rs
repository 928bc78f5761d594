//! Reading one project.

use actix_web::get;

use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Read};
use crate::projects::dto::ProjectView;
use crate::projects::views::ProjectRow;

/// Shows a project.
///
/// With the present name of its laureate. To an observer, without summary and account.
#[utoipa::path(tag = "projects", responses((status = 200, description = "The project.", body = ProjectView)))]
#[get("/v1/projects/{project}")]
pub async fn get_project(read: Read, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let row: Option<ProjectRow> = conn.find(&project).await?;
    let view = row.and_then(|row| row.seen_by(&read.actor));
    let view = view.ok_or_else(ApiError::not_found)?;
    read.versioned(view.version, &view)
}
