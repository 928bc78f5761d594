//! Planning a milestone.

use actix_web::post;
use futures_util::future::{try_join, try_join4};
use uuid::Uuid;

use crate::fault::{Fault, verdict};
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, UnitOfWork, Write};
use crate::journal::{Entry, Record};
use crate::milestones::dto::NewMilestone;
use crate::milestones::plan::{Plan, required_evidence};
use crate::milestones::{Forecast, Milestone, MilestoneRow, MilestoneState, MilestoneView, details, policy, queries};
use crate::projects::{ProjectContext, Work, child};

/// The motive of a milestone's first forecast.
pub const FIRST_FORECAST: &str = "initial";

/// Plans a milestone.
///
/// Its date is its first forecast. Its code is its project's and the next number, never given twice.
#[utoipa::path(tag = "milestones", request_body = NewMilestone,
    responses((status = 201, description = "The new milestone.", body = MilestoneView)))]
#[post("/v1/projects/{project}/milestones")]
pub async fn create_milestone(write: Write<NewMilestone>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let may = |actor: &_, context: &_, _| policy::may_plan(actor, context);
            let (mut change, context, permit) = child::begin(change, &project, Work::Planning, may).await?;
            let project = context.project.id;
            let known = try_join(
                Plan::load(change.conn(), &context),
                queries::next_number(change.conn(), project),
            );
            let (plan, number) = known.await?;
            let (row, depends_on) = planned(&change, &context, &plan, number, body)?;
            permit.verdict([])?;
            let forecast = Forecast::new(row.id, row.forecast_on, FIRST_FORECAST, row.updated_by, row.updated_at);
            let conn = change.conn();
            let ((), (), (), details) = try_join4(
                row.insert(conn),
                queries::replace_dependencies(conn, row.id, &depends_on),
                queries::insert_forecast(conn, &forecast),
                details::load(conn, row.id),
            )
            .await?;
            change.record(Entry::created(&row).beside("depends_on", &(), &depends_on));
            let today = change.today(context.programme.zone());
            let view = MilestoneRow {
                milestone: row,
                details,
            }
            .seen_in(&context, today);
            change.created(format!("/v1/milestones/{}", view.id), &view)
        })
        .await
}

/// The row of a new milestone and the milestones it depends on, or every rule it breaks.
fn planned(
    change: &UnitOfWork,
    context: &ProjectContext,
    plan: &Plan,
    number: i32,
    body: NewMilestone,
) -> Result<(Milestone, Vec<Uuid>), Vec<Fault>> {
    let id = Uuid::now_v7();
    let mut faults: Vec<Fault> = plan.track_fault(&body.track).into_iter().collect();
    let evidence = required_evidence(&body.required_evidence).unwrap_or_else(|found| {
        faults.extend(found);
        Vec::new()
    });
    let depends_on = plan.dependencies(id, &body.depends_on).unwrap_or_else(|found| {
        faults.extend(found);
        Vec::new()
    });
    verdict(faults)?;
    let row = Milestone {
        id,
        project_id: context.project.id,
        number,
        code: queries::code(&context.project, number),
        track: body.track.into(),
        title: body.title.into(),
        description: body.description.map(Into::into),
        acceptance_criteria: body.acceptance_criteria.into_iter().map(Into::into).collect(),
        weight: body.weight.map_or(1.0, Into::into),
        required_evidence: evidence,
        state: MilestoneState::Planned,
        baseline_on: None,
        forecast_on: body.forecast_on.into(),
        started_on: None,
        submitted_on: None,
        decided_on: None,
        resubmit_by: None,
        reduction_percent: None,
        version: 1,
        created_at: change.now,
        updated_at: change.now,
        updated_by: change.actor.account,
    };
    Ok((row, depends_on))
}
