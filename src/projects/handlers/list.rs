//! Lists of projects.

use actix_web::get;

use crate::http::wire::Key;
use crate::http::{ApiResult, List, PageOf, PageParameters, Path};
use crate::programmes;
use crate::projects::dto::{ProgrammeProjectFilter, ProjectFilter, ProjectSort, ProjectView};
use crate::projects::queries;

/// Lists the projects that the caller sees.
///
/// Of every programme: a coordinator's and an observer's whole ones, a provider's missions, a
/// laureate's own. By code.
#[utoipa::path(tag = "projects", params(PageParameters, ProjectFilter),
    responses((status = 200, description = "A page of projects.", body = PageOf<ProjectView>)))]
#[get("/v1/projects")]
pub async fn list_projects(list: List<ProjectFilter>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let sort = list.read.filter.sort.unwrap_or(ProjectSort::Code);
    let (rows, total) = queries::list(&conn, actor, &list.read.filter, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| row.view(actor))
}

/// Lists the projects of a programme.
///
/// Those that the caller sees, by code.
#[utoipa::path(tag = "projects", params(PageParameters, ProgrammeProjectFilter),
    responses((status = 200, description = "A page of projects.", body = PageOf<ProjectView>)))]
#[get("/v1/programmes/{programme}/projects")]
pub async fn list_programme_projects(list: List<ProgrammeProjectFilter>, Path(programme): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let programme = programmes::read_entered(&conn, &list.read.actor, &programme).await?;
    let filter = list.read.filter.of_programme(programme.id);
    let sort = filter.sort.unwrap_or(ProjectSort::Code);
    let (rows, total) = queries::list(&conn, &list.read.actor, &filter, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| row.view(&list.read.actor))
}
