//! Reading milestones.

use std::collections::BTreeSet;

use actix_web::get;
use uuid::Uuid;

use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read};
use crate::milestones::dto::{MilestoneSort, ProgrammeMilestoneFilter, ProjectMilestoneFilter};
use crate::milestones::listing::{self, MilestoneSelection};
use crate::milestones::{MilestoneView, queries, views};
use crate::{programmes, projects};

/// Lists the milestones of a project.
///
/// By forecast, then id.
#[utoipa::path(tag = "milestones", params(PageParameters, ProjectMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/projects/{project}/milestones")]
pub async fn list_project_milestones(list: List<ProjectMilestoneFilter>, Path(project): Path<Key>) -> ApiResult {
    let mut conn = list.read.snapshot().await?;
    let context = projects::find_visible(&mut conn, &list.read.actor, &project).await?;
    let today = list.read.today(context.programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let selection = MilestoneSelection::of_project(&context, filter, today);
    let (rows, total) = listing::list(&mut conn, &list.read.actor, &selection, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::load(&conn, &context, rows, today).await?;
    list.answer_views(views, next, total)
}

/// Lists the milestones of a programme.
///
/// Of the projects that the caller sees. By forecast, then id. "Due" is the forecast.
#[utoipa::path(tag = "milestones", params(PageParameters, ProgrammeMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/programmes/{programme}/milestones")]
pub async fn list_programme_milestones(list: List<ProgrammeMilestoneFilter>, Path(programme): Path<Key>) -> ApiResult {
    let mut conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let programme = programmes::find_named(&mut conn, actor, &programme)
        .await?
        .ok_or_else(ApiError::not_found)?;
    programmes::may_enter(actor, programme.id)?;
    let today = list.read.today(programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let selection = MilestoneSelection::of_programme(&programme, filter, today);
    let (rows, total) = listing::list(&mut conn, actor, &selection, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.project_id).collect();
    let contexts = listing::contexts(&conn, actor, &programme, ids.into_iter().collect());
    let views = views::load_across(&conn, contexts, rows, today).await?;
    list.answer_views(views, next, total)
}

/// Shows a milestone.
///
/// With what is derived of it today: lateness, slip, percent, missing evidence.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[get("/v1/milestones/{milestone}")]
pub async fn get_milestone(read: Read, Path(milestone): Path<Key>) -> ApiResult {
    let mut conn = read.snapshot().await?;
    let (milestone, context) = queries::find_visible(&mut conn, &read.actor, &milestone).await?;
    let today = read.today(context.programme.zone());
    let view = views::load_one(&conn, &context, milestone, today).await?;
    read.versioned(view.version, &view)
}
