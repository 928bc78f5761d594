//! The plan of a project.

use actix_web::post;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join4;

use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, NoBody, Path, Write};
use crate::journal::{Action, Entry};
use crate::plans::dto::PlanView;
use crate::plans::queries;
use crate::plans::rules::{PlanFacts, plan_faults};
use crate::plans::template::{Planning, planned};
use crate::projects::{self, ProjectContext, Work, child, may_coordinate};
use crate::{milestones, programmes};

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
            let may = |actor: &_, context: &ProjectContext, _| may_coordinate(actor, context.programme.id);
            let read = async |conn: &AsyncPgConnection, context: &ProjectContext| {
                let (project, programme) = (context.project.id, context.programme.id);
                try_join4(
                    milestones::of_project(conn, project),
                    projects::clock(conn, project),
                    programmes::template(conn, programme),
                    milestones::next_number(conn, project),
                )
                .await
            };
            let (begun, read) = child::begin_with(change, &project, Work::Planning, may, read).await?;
            let (mut change, context, permit) = begun;
            let (present, clock, template, first_number) = read;
            let facts = PlanFacts {
                start: context.project.started_on,
                milestones: present.len(),
            };
            permit.verdict(plan_faults(facts))?;
            let clock = clock.ok_or_else(ApiError::not_found)?;
            let planning = Planning {
                account: change.actor.account,
                now: change.now,
                first_number,
            };
            let plan = planned(&context.project, &template, &clock, planning)?;
            queries::insert_plan(change.conn(), &plan).await?;
            for milestone in &plan.milestones {
                change.record(Entry::appeared(Action::Planned, milestone));
            }
            let today = change.today(context.programme.zone());
            let items = milestones::views::load(change.conn(), &context, plan.milestones, today).await?;
            change.created_immutable(
                format!("/v1/projects/{}/milestones", context.project.id),
                &PlanView { items },
            )
        })
        .await
}
