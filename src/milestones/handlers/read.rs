//! Reading milestones.

use actix_web::get;

use crate::access::Visibility;
use crate::http::wire::Key;
use crate::http::{ApiResult, List, PageOf, PageParameters, Path, Read};
use crate::milestones::dto::{MilestoneSort, ProgrammeMilestoneFilter, ProjectMilestoneFilter};
use crate::milestones::listing::{self, MilestoneSelection};
use crate::milestones::{MilestoneView, queries};
use crate::{programmes, projects};

/// Lists the milestones of a project.
///
/// By forecast, then id.
#[utoipa::path(tag = "milestones", params(PageParameters, ProjectMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/projects/{project}/milestones")]
pub async fn list_project_milestones(list: List<ProjectMilestoneFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let context = projects::read_visible(&conn, &list.read.actor, &project).await?;
    let today = list.read.today(context.programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let selection = MilestoneSelection::of_project(&context, filter, today);
    let (rows, total) = listing::list(&conn, &list.read.actor, &selection, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| row.seen_in(&context, today))
}

/// Lists the milestones of a programme.
///
/// Of the projects that the caller sees. By forecast, then id. "Due" is the forecast.
#[utoipa::path(tag = "milestones", params(PageParameters, ProgrammeMilestoneFilter),
    responses((status = 200, description = "A page of milestones.", body = PageOf<MilestoneView>)))]
#[get("/v1/programmes/{programme}/milestones")]
pub async fn list_programme_milestones(list: List<ProgrammeMilestoneFilter>, Path(programme): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let programme = programmes::read_entered(&conn, actor, &programme).await?;
    let today = list.read.today(programme.zone());
    let filter = &list.read.filter;
    let sort = filter.sort.unwrap_or(MilestoneSort::ForecastOn);
    let selection = MilestoneSelection::of_programme(&programme, filter, today);
    let (rows, total) = listing::list(&conn, actor, &selection, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| {
        let visibility = actor.visibility(programme.id, row.milestone.project_id);
        row.view(&programme, visibility.unwrap_or(Visibility::Observer), today)
    })
}

/// Shows a milestone.
///
/// With what is derived of it today: lateness, slip, percent, missing evidence.
#[utoipa::path(tag = "milestones", responses((status = 200, description = "The milestone.", body = MilestoneView)))]
#[get("/v1/milestones/{milestone}")]
pub async fn get_milestone(read: Read, Path(milestone): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, context) = queries::read_shown(&conn, &read.actor, &milestone).await?;
    let today = read.today(context.programme.zone());
    let view = row.seen_in(&context, today);
    read.versioned(view.version, &view)
}
