//! The plan of a project.

use actix_web::post;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join5;

use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, NoBody, Path, Write};
use crate::journal::{Action, Entry};
use crate::plans::dto::PlanView;
use crate::plans::queries;
use crate::plans::rules::{PlanFacts, plan_faults};
use crate::plans::template::{Planning, planned};
use crate::{milestones, programmes, projects};

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
            let (project, programme) = (context.project.id, context.programme.id);
            let lock = async |conn: &AsyncPgConnection| {
                try_join5(
                    projects::lock_row(conn, project),
                    milestones::of_project(conn, project),
                    projects::clock(conn, project),
                    programmes::template(conn, programme),
                    milestones::next_number(conn, project),
                )
                .await
            };
            let (mut change, (project, present, clock, template, first_number)) = change.admitted_with(lock).await?;
            let facts = PlanFacts {
                state: project.state,
                start: project.started_on,
                milestones: present.len(),
            };
            verdict(plan_faults(facts))?;
            let clock = clock.ok_or_else(ApiError::not_found)?;
            let planning = Planning {
                account: actor.account,
                now: change.now,
                first_number,
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
