//! Lists of projects.

use actix_web::get;

use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path};
use crate::programmes;
use crate::projects::dto::{ProgrammeProjectFilter, ProjectFilter, ProjectSort, ProjectView};
use crate::projects::{queries, views};

/// Lists the projects that the caller sees.
///
/// Of every programme: a coordinator's and an observer's whole ones, a provider's missions, a
/// laureate's own. By code.
#[utoipa::path(tag = "projects", params(PageParameters, ProjectFilter),
    responses((status = 200, description = "A page of projects.", body = PageOf<ProjectView>)))]
#[get("/v1/projects")]
pub async fn list_projects(list: List<ProjectFilter>) -> ApiResult {
    answer(&list, &list.read.filter).await
}

/// Lists the projects of a programme.
///
/// Those that the caller sees, by code.
#[utoipa::path(tag = "projects", params(PageParameters, ProgrammeProjectFilter),
    responses((status = 200, description = "A page of projects.", body = PageOf<ProjectView>)))]
#[get("/v1/programmes/{programme}/projects")]
pub async fn list_programme_projects(list: List<ProgrammeProjectFilter>, Path(programme): Path<Key>) -> ApiResult {
    let mut conn = list.read.snapshot().await?;
    let programme = programmes::find_named(&mut conn, &list.read.actor, &programme)
        .await?
        .ok_or_else(ApiError::not_found)?;
    programmes::may_enter(&list.read.actor, programme.id)?;
    drop(conn);
    answer(&list, &list.read.filter.of_programme(programme.id)).await
}

async fn answer<F>(list: &List<F>, filter: &ProjectFilter) -> ApiResult {
    let mut conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let sort = filter.sort.unwrap_or(ProjectSort::Code);
    let (rows, total) = queries::list(&mut conn, actor, filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::of_projects(&mut conn, actor, rows).await?;
    list.answer_views(views, next, total)
}
