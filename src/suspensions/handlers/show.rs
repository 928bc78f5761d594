//! Reading suspensions.

use actix_web::get;

use super::{view, views};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read};
use crate::projects;
use crate::suspensions::dto::{SuspensionFilter, SuspensionSort, SuspensionView};
use crate::suspensions::queries;

/// Lists the suspensions of a project.
///
/// Cancelled ones too, unless they are filtered out. By their first day. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, SuspensionFilter),
    responses((status = 200, description = "A page of suspensions.", body = PageOf<SuspensionView>)))]
#[get("/v1/projects/{project}/suspensions")]
pub async fn list_suspensions(list: List<SuspensionFilter>, Path(project): Path<Key>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let context = projects::find_visible(&mut conn, &list.read.actor, &project).await?;
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(SuspensionSort::From);
    let (rows, total) = queries::list(&mut conn, context.project.id, filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views(&mut conn, &context, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows a suspension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The suspension.", body = SuspensionView)))]
#[get("/v1/projects/{project}/suspensions/{id}")]
pub async fn get_suspension(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    let mut conn = read.connection().await?;
    let context = projects::find_visible(&mut conn, &read.actor, &project).await?;
    let row = queries::find(&mut conn, context.project.id, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let view = view(&mut conn, &context, row).await?;
    read.versioned(view.version, &view)
}
