//! Baselines.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiResult, List, PageOf, PageParameters, Path, Read, Write};
use crate::journal::{Action, Entry};
use crate::milestones::{self, Milestone};
use crate::plans::dto::{BaselineFilter, BaselineView, NewBaseline};
use crate::plans::{Baseline, BaselineDate, queries, rules};
use crate::projects::{ProjectContext, Work, child, may_coordinate};

/// Lists the baselines of a project.
///
/// With the dates that each fixed; the newest first. Not shown to observers.
#[utoipa::path(tag = "plans", params(PageParameters, BaselineFilter),
    responses((status = 200, description = "A page of baselines.", body = PageOf<BaselineView>)))]
#[get("/v1/projects/{project}/baselines")]
pub async fn list_baselines(list: List<BaselineFilter>, project: Path<Key>) -> ApiResult {
    child::list::<Baseline>(list, project).await
}

/// Shows a baseline.
///
/// With the dates that it fixed. Not shown to observers.
#[utoipa::path(tag = "plans", responses((status = 200, description = "The baseline.", body = BaselineView)))]
#[get("/v1/projects/{project}/baselines/{id}")]
pub async fn get_baseline(read: Read, path: Path<(Key, Id)>) -> ApiResult {
    child::get::<Baseline>(read, path).await
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
            let may = |actor: &_, context: &ProjectContext, _| may_coordinate(actor, context.programme.id);
            let read = async |conn: &AsyncPgConnection, context: &ProjectContext| {
                let project = context.project.id;
                let number = queries::next_baseline_number(conn, project);
                try_join(milestones::of_project(conn, project), number).await
            };
            let (begun, (mut open, number)) = child::begin_with(change, &project, Work::Planning, may, read).await?;
            let (mut change, context, permit) = begun;
            open.retain(|milestone| milestone.state.is_open());
            let motive: Option<String> = body.motive.map(Into::into);
            permit.verdict(rules::baseline_faults(number, motive.as_deref(), open.len()))?;
            let row = Baseline {
                id: Uuid::now_v7(),
                project_id: context.project.id,
                number,
                motive,
                approved_by: change.actor.account,
                approved_on: change.today(context.programme.zone()),
                approved_at: change.now,
            };
            change.insert(&row).await?;
            fix(&mut change, &row, open).await?;
            child::created(&mut change, &context, row).await
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
async fn fix(change: &mut Admitted<'_>, baseline: &Baseline, open: Vec<Milestone>) -> ApiResult<()> {
    let dates = dates_of(baseline, &open);
    let moved = open.into_iter().filter(|it| it.baseline_on != Some(it.forecast_on));
    let moved = moved.map(|before| {
        let after = Milestone {
            baseline_on: Some(before.forecast_on),
            ..before.clone()
        };
        (before, after)
    });
    let dates = async { Ok(queries::insert_dates(change.conn(), &dates).await?) };
    let ((), moved) = try_join(dates, change.replace_each(moved.collect())).await?;
    for (before, after) in &moved {
        change.record(Entry::changed(Action::Baselined, before, after));
    }
    Ok(())
}
