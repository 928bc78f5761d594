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
    let mut conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let sort = list.read.filter.sort.unwrap_or(ProjectSort::Code);
    let (rows, total) = queries::list(&mut conn, actor, &list.read.filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::of_projects(&conn, actor, rows).await?;
    list.answer_views(views, next, total)
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
    let filter = list.read.filter.of_programme(programme.id);
    let sort = filter.sort.unwrap_or(ProjectSort::Code);
    let (rows, total) = queries::list(&mut conn, &list.read.actor, &filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::of_programme(&conn, &list.read.actor, &programme, rows).await?;
    list.answer_views(views, next, total)
}
