//! The plan of a project.

use actix_web::post;

use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, NoBody, Path, Write};
use crate::journal::{Action, Entry};
use crate::plans::dto::PlanView;
use crate::plans::queries;
use crate::plans::rules::{PlanFacts, plan_faults};
use crate::plans::template::{Planning, planned};
use crate::{milestones, projects};

/// Plans a project.
///
/// Makes its milestones from the programme's template, each so many useful days after the start.
/// Once: a project that has milestones is refused, and so is one without a start.
#[utoipa::path(tag = "plans", request_body = NoBody,
    responses((status = 201, description = "The milestones.", body = PlanView)))]
#[post("/v1/projects/{project}/plan")]
pub async fn create_plan(write: Write, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, _| {
            let actor = change.actor.clone();
            let context = projects::find_visible(change.conn(), &actor, &project).await?;
            projects::may_coordinate(&actor, context.programme.id)?;
            let mut change = change.admitted().await?;
            let project = projects::lock(&mut change, context.project.id).await?;
            let facts = PlanFacts {
                state: project.state,
                start: project.started_on,
                milestones: milestones::of_project(change.conn(), project.id).await?.len(),
            };
            verdict(plan_faults(facts))?;
            let clock = projects::clock(change.conn(), project.id).await?;
            let clock = clock.ok_or_else(ApiError::not_found)?;
            let template = queries::template(change.conn(), context.programme.id).await?;
            let planning = Planning {
                account: actor.account,
                now: change.now,
                first_number: milestones::next_number(change.conn(), project.id).await?,
            };
            let plan = planned(&project, &template, &clock, planning)?;
            queries::insert_plan(change.conn(), &plan).await?;
            for milestone in &plan.milestones {
                change.record(Entry::appeared(Action::Planned, milestone));
            }
            let today = change.today(context.programme.zone());
            let items = milestones::views::load(change.conn(), &context, plan.milestones, today).await?;
            change.created_immutable(format!("/v1/projects/{}/milestones", project.id), &PlanView { items })
        })
        .await
}
