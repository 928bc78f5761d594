//! Baselines.

use actix_web::{get, post};
use uuid::Uuid;

use crate::fault::verdict;
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiError, ApiResult, Current, List, PageOf, PageParameters, Path, Read, Write};
use crate::journal::Action;
use crate::milestones::{self, Milestone};
use crate::plans::dto::{BaselineFilter, BaselineSort, BaselineView, NewBaseline};
use crate::plans::{Baseline, BaselineDate, policy, queries, rules, views};
use crate::projects;

/// Lists the baselines of a project.
///
/// With the dates that each fixed; the newest first. Not shown to observers.
#[utoipa::path(tag = "plans", params(PageParameters, BaselineFilter),
    responses((status = 200, description = "A page of baselines.", body = PageOf<BaselineView>)))]
#[get("/v1/projects/{project}/baselines")]
pub async fn list_baselines(list: List<BaselineFilter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let context = projects::read_visible(&conn, &list.read.actor, &project).await?;
    policy::may_read_baselines(context.visibility)?;
    let sort = list.read.filter.sort.unwrap_or(BaselineSort::Newest);
    let (rows, total) = queries::list_baselines(&conn, context.project.id, sort, &list.page).await?;
    let (rows, next) = list.page.cut(rows, sort);
    let views = views::of_baselines(&conn, &context, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows a baseline.
///
/// With the dates that it fixed. Not shown to observers.
#[utoipa::path(tag = "plans", responses((status = 200, description = "The baseline.", body = BaselineView)))]
#[get("/v1/projects/{project}/baselines/{id}")]
pub async fn get_baseline(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    let Path((project, Id(id))) = path;
    let conn = read.snapshot().await?;
    let context = projects::read_visible(&conn, &read.actor, &project).await?;
    let row = queries::find_baseline(&conn, context.project.id, id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    policy::may_read_baselines(context.visibility)?;
    let views = views::of_baselines(&conn, &context, vec![row]).await?;
    read.ok(&views.into_iter().next().ok_or_else(ApiError::not_found)?)
}

/// Approves a baseline.
///
/// Copies the forecast of each open milestone to its baseline date. Another baseline says why, and
/// keeps the one before with its dates.
#[utoipa::path(tag = "plans", request_body = NewBaseline,
    responses((status = 201, description = "The baseline.", body = BaselineView)))]
#[post("/v1/projects/{project}/baselines")]
pub async fn create_baseline(write: Write<NewBaseline>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let context = projects::find_visible(change.conn(), &actor, &project).await?;
            projects::may_coordinate(&actor, context.programme.id)?;
            let mut change = change.admitted().await?;
            let project = projects::lock(&mut change, context.project.id).await?.id;
            let mut open = milestones::of_project(change.conn(), project).await?;
            open.retain(|milestone| milestone.state.is_open());
            let number = queries::next_baseline_number(change.conn(), project).await?;
            let motive: Option<String> = body.motive.map(Into::into);
            verdict(rules::baseline_faults(number, motive.as_deref(), open.len()))?;
            let row = Baseline {
                id: Uuid::now_v7(),
                project_id: project,
                number,
                motive,
                approved_by: actor.account,
                approved_on: change.today(context.programme.zone()),
                approved_at: change.now,
            };
            change.insert(&row).await?;
            queries::insert_dates(change.conn(), &dates_of(&row, &open)).await?;
            fix(&mut change, open).await?;
            let views = views::of_baselines(change.conn(), &context, vec![row]).await?;
            let view = views.into_iter().next().ok_or_else(ApiError::not_found)?;
            change.created_immutable(format!("/v1/projects/{project}/baselines/{}", view.id), &view)
        })
        .await
}

fn dates_of(baseline: &Baseline, open: &[Milestone]) -> Vec<BaselineDate> {
    let dates = open.iter().map(|milestone| BaselineDate {
        id: Uuid::now_v7(),
        baseline_id: baseline.id,
        milestone_id: milestone.id,
        baseline_on: milestone.forecast_on,
    });
    dates.collect()
}

/// Copies forecasts to baseline dates; a milestone that has the date already is not edited.
async fn fix(change: &mut Admitted<'_>, open: Vec<Milestone>) -> ApiResult<()> {
    for before in open {
        if before.baseline_on == Some(before.forecast_on) {
            continue;
        }
        let after = Milestone {
            baseline_on: Some(before.forecast_on),
            ..before.clone()
        };
        let before = Current::without_version(before);
        change.act(before, Action::Baselined, None, after).await?;
    }
    Ok(())
}
