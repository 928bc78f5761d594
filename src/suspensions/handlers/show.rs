//! Reading suspensions.

use actix_web::get;
use actix_web::web::Path;

use super::{view, views};
use crate::http::wire::{Key, id_in_path};
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Read};
use crate::projects;
use crate::suspensions::dto::{SuspensionFilter, SuspensionSort, SuspensionView};
use crate::suspensions::queries;

/// Lists the suspensions of a project.
///
/// Cancelled ones too, unless they are filtered out. By their first day. To an observer, without
/// motives and accounts.
#[utoipa::path(tag = "suspensions", params(PageParameters, SuspensionFilter),
    responses((status = 200, description = "A page of suspensions.", body = PageOf<SuspensionView>)))]
#[get("/v1/projects/{j}/suspensions")]
pub async fn list_suspensions(list: List<SuspensionFilter>, j: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let scene = projects::find_visible(&mut conn, &list.read.actor, &Key::parse(&j)).await?;
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(SuspensionSort::From);
    let (rows, total) = queries::list(&mut conn, scene.project.id, filter, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views(&mut conn, &scene, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows a suspension.
///
/// To an observer, without motives and accounts.
#[utoipa::path(tag = "suspensions", responses((status = 200, description = "The suspension.", body = SuspensionView)))]
#[get("/v1/projects/{j}/suspensions/{id}")]
pub async fn get_suspension(read: Read, path: Path<(String, String)>) -> ApiResult {
    let (j, id) = path.into_inner();
    let mut conn = read.connection().await?;
    let scene = projects::find_visible(&mut conn, &read.actor, &Key::parse(&j)).await?;
    let row = queries::find(&mut conn, scene.project.id, id_in_path(&id)?)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let view = view(&mut conn, &scene, row).await?;
    read.versioned(view.version, &view)
}
