//! Reading one project, and its clock.

use actix_web::get;

use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read};
use crate::projects::dto::{AsOf, ProjectView};
use crate::projects::{ClockView, queries, views};

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

/// Reads a project's useful-months clock.
///
/// On a civil date, today when none is given, with the suspensions and extensions as they are now
/// recorded. Before the start every derived value is null.
#[utoipa::path(tag = "projects", params(AsOf),
    responses((status = 200, description = "The clock on that date.", body = ClockView)))]
#[get("/v1/projects/{project}/clock")]
pub async fn get_clock(read: Read<AsOf>, Path(project): Path<Key>) -> ApiResult {
    let mut conn = read.snapshot().await?;
    let context = queries::find_visible(&mut conn, &read.actor, &project).await?;
    let asked = read.filter.as_of.as_ref().map(|date| date.0);
    let as_of = asked.unwrap_or_else(|| read.today(context.programme.zone()));
    read.ok(&ClockView::load(&conn, &context.project, as_of, context.visibility).await?)
}
