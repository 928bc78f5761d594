//! Reading milestones.

use actix_web::get;
use actix_web::web::Path;

use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Read};
use crate::milestones::dto::{MilestoneSort, ProgrammeMilestoneFilter, ProjectMilestoneFilter};
use crate::milestones::listing::{self, Wanted};
use crate::milestones::{MilestoneView, queries, views};
use crate::{programmes, projects};

/// Lists the milestones of a project.
///
/// By forecast, then id.
#[utoipa::path(tag = "milestones", params(PageParameters, ProjectMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/projects/{j}/milestones")]
pub async fn list_project_milestones(list: List<ProjectMilestoneFilter>, j: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let scene = projects::find_visible(&mut conn, &list.read.actor, &Key::parse(&j)).await?;
    let today = list.read.today(scene.programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let wanted = Wanted::of_project(&scene, filter, today);
    let (rows, total) = listing::list(&mut conn, &list.read.actor, &wanted, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::load(&mut conn, &scene, rows, today).await?;
    list.answer_views(views, next, total)
}

/// Lists the milestones of a programme.
///
/// Of the projects that the caller sees. By forecast, then id. "Due" is the forecast.
#[utoipa::path(tag = "milestones", params(PageParameters, ProgrammeMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/programmes/{p}/milestones")]
pub async fn list_programme_milestones(list: List<ProgrammeMilestoneFilter>, p: Path<String>) -> ApiResult {
    let mut conn = list.read.connection().await?;
    let actor = &list.read.actor;
    let programme = programmes::find_named(&mut conn, actor, &Key::parse(&p))
        .await?
        .ok_or_else(ApiError::not_found)?;
    programmes::may_enter(actor, programme.id)?;
    let today = list.read.today(programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let wanted = Wanted::of_programme(&programme, filter, today);
    let (rows, total) = listing::list(&mut conn, actor, &wanted, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let scenes = listing::scenes(&mut conn, actor, &programme, &rows).await?;
    let views = views::load_across(&mut conn, &scenes, rows, today).await?;
    list.answer_views(views, next, total)
}

/// Shows a milestone.
///
/// With what is derived of it today: lateness, slip, percent, missing evidence.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[get("/v1/milestones/{m}")]
pub async fn get_milestone(read: Read, m: Path<String>) -> ApiResult {
    let mut conn = read.connection().await?;
    let (milestone, scene) = queries::find_visible(&mut conn, &read.actor, &Key::parse(&m)).await?;
    let today = read.today(scene.programme.zone());
    let view = views::load_one(&mut conn, &scene, milestone, today).await?;
    read.versioned(view.version, &view)
}
