//! Planning a milestone.

use actix_web::post;
use uuid::Uuid;

use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, UnitOfWork, Write};
use crate::journal::{Entry, Record};
use crate::milestones::dto::NewMilestone;
use crate::milestones::{Forecast, Milestone, MilestoneState, MilestoneView, plan, policy, queries, views};
use crate::projects::{self, ProjectContext, unless_ended};

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
        .run(async |mut change, body| {
            let context = projects::lock_visible(&mut change, &project).await?;
            policy::may_plan(&change.actor, &context)?;
            let mut change = change.admitted().await?;
            let (row, depends_on) = planned(&mut change, &context, body).await?;
            verdict(unless_ended(context.project.state).into_iter().collect())?;
            row.insert(change.conn()).await?;
            queries::replace_dependencies(change.conn(), row.id, &depends_on).await?;
            let forecast = Forecast::new(row.id, row.forecast_on, FIRST_FORECAST, row.updated_by, row.updated_at);
            queries::insert_forecast(change.conn(), &forecast).await?;
            change.record(Entry::created(&row).beside("depends_on", &(), &depends_on));
            let today = change.today(context.programme.zone());
            let view = views::load_one(change.conn(), &context, row, today).await?;
            change.created(format!("/v1/milestones/{}", view.id), &view)
        })
        .await
}

/// The row of a new milestone and the milestones it depends on, or every rule it breaks.
async fn planned(
    change: &mut UnitOfWork,
    context: &ProjectContext,
    body: NewMilestone,
) -> ApiResult<(Milestone, Vec<Uuid>)> {
    let id = Uuid::now_v7();
    let mut faults: Vec<_> = plan::track_fault(change, context, &body.track)
        .await?
        .into_iter()
        .collect();
    let evidence = plan::required_evidence(&body.required_evidence).unwrap_or_else(|found| {
        faults.extend(found);
        Vec::new()
    });
    let depends_on = plan::dependencies(change, context, id, &body.depends_on)
        .await?
        .unwrap_or_else(|found| {
            faults.extend(found);
            Vec::new()
        });
    verdict(faults)?;
    let number = queries::next_number(change.conn(), context.project.id).await?;
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
