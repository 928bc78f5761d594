//! The actions of a project's life. What each may do, and why not, stands in
//! [`crate::projects::life`]; here it is done.

use actix_web::post;
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join4};
use uuid::Uuid;

use super::ending;
use crate::fault::verdict;
use crate::http::wire::Key;
use crate::http::{ApiResult, IfMatchHeader, Path, Write};
use crate::journal::Action;
use crate::milestones::{self, submissions};
use crate::progress;
use crate::projects::life::{ProjectAction, ProjectFacts, ProjectRequest, refusals, transition};
use crate::projects::{
    self, Motive, Project, ProjectCompletion, ProjectStart, ProjectView, find_visible, may_coordinate,
};

/// Starts a project.
///
/// On a day, past or future: its useful months run, and its milestones can be worked on, from then.
#[utoipa::path(tag = "projects", params(IfMatchHeader), request_body = ProjectStart,
    responses((status = 200, description = "The project, running.", body = ProjectView)))]
#[post("/v1/projects/{project}/start")]
pub async fn start_project(write: Write<ProjectStart>, Path(project): Path<Key>) -> ApiResult {
    act(write, &project, ProjectAction::Start, |body| ProjectRequest {
        on: Some(body.on.0),
        ..ProjectRequest::default()
    })
    .await
}

/// Completes a project.
///
/// On a day until today, and not before work that was logged or submitted. Refused while milestones
/// are open, each of them named, unless the body cancels them and says why.
#[utoipa::path(tag = "projects", params(IfMatchHeader), request_body = ProjectCompletion,
    responses((status = 200, description = "The project, completed.", body = ProjectView)))]
#[post("/v1/projects/{project}/complete")]
pub async fn complete_project(write: Write<ProjectCompletion>, Path(project): Path<Key>) -> ApiResult {
    act(write, &project, ProjectAction::Complete, |body| ProjectRequest {
        on: Some(body.on.0),
        motive: body.motive.as_deref().map(String::as_str),
        cancels_open_milestones: body.cancel_open,
    })
    .await
}

/// Withdraws a project.
///
/// Ends it today; its open milestones are cancelled with it, for the same motive.
#[utoipa::path(tag = "projects", params(IfMatchHeader), request_body = Motive,
    responses((status = 200, description = "The project, withdrawn.", body = ProjectView)))]
#[post("/v1/projects/{project}/withdraw")]
pub async fn withdraw_project(write: Write<Motive>, Path(project): Path<Key>) -> ApiResult {
    act(write, &project, ProjectAction::Withdraw, because).await
}

/// Reopens a project.
///
/// It runs again if it was ever started, else it is selected again. Milestones that were cancelled
/// with it stay so until each is reopened.
#[utoipa::path(tag = "projects", params(IfMatchHeader), request_body = Motive,
    responses((status = 200, description = "The project, reopened.", body = ProjectView)))]
#[post("/v1/projects/{project}/reopen")]
pub async fn reopen_project(write: Write<Motive>, Path(project): Path<Key>) -> ApiResult {
    act(write, &project, ProjectAction::Reopen, because).await
}

fn because(body: &Motive) -> ProjectRequest<'_> {
    ProjectRequest {
        motive: body.motive.as_deref().map(String::as_str),
        ..ProjectRequest::default()
    }
}

/// One action, from the project as the caller sees it to the answer.
async fn act<B>(
    write: Write<B>,
    project: &Key,
    action: ProjectAction,
    request: impl FnOnce(&B) -> ProjectRequest<'_>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let context = find_visible(change.conn(), &actor, project).await?;
            may_coordinate(&actor, context.programme.id)?;
            let id = context.project.id;
            let lock = async |conn: &AsyncPgConnection| {
                let pending = submissions::pending_in(conn, id);
                let milestones = try_join(milestones::of_project(conn, id), pending);
                let replaced_by = projects::replacing(conn, id);
                try_join4(
                    projects::lock_row(conn, id),
                    milestones,
                    last_work(conn, id),
                    replaced_by,
                )
                .await
            };
            let (mut change, (before, (mut open, pending), last_work, replaced_by)) =
                change.admitted_with(lock).await?;
            let before = change
                .expect_version(before, async |work, row| {
                    Ok(projects::view(work.conn(), &actor, row).await?)
                })
                .await?;
            let today = change.today(context.programme.zone());
            open.retain(|milestone| milestone.state.is_open());
            let codes: Vec<String> = open.iter().map(|milestone| milestone.code.clone()).collect();
            let facts = ProjectFacts {
                state: before.state,
                start: before.started_on,
                open_milestones: &codes,
                last_work,
                replaced_by: replaced_by.as_deref(),
                code: &before.code,
                today,
            };
            let request = request(&body);
            verdict(refusals(action, &facts, &request))?;
            let (after, told) = after(&before, action, &request, today);
            let after = change.act(before, told, request.motive, after).await?;
            if matches!(action, ProjectAction::Complete | ProjectAction::Withdraw) {
                ending::cancel_milestones(&mut change, open, &pending, request.motive.unwrap_or_default(), today)
                    .await?;
            }
            let version = after.version;
            let view = projects::view(change.conn(), &actor, after).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

/// The last day on which something was done in a project: its end cannot come before.
async fn last_work(conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Option<NaiveDate>> {
    let (logged, submitted) = try_join(progress::last_day(conn, project), submissions::last_day(conn, project)).await?;
    Ok(logged.max(submitted))
}

/// The project after an action, and how the journal calls it.
fn after(before: &Project, action: ProjectAction, request: &ProjectRequest<'_>, today: NaiveDate) -> (Project, Action) {
    let (started_on, ended_on, told) = match action {
        ProjectAction::Start => (request.on, None, Action::Started),
        ProjectAction::Complete => (before.started_on, request.on, Action::Completed),
        ProjectAction::Withdraw => (before.started_on, Some(today), Action::Withdrawn),
        ProjectAction::Reopen => (before.started_on, None, Action::Reopened),
    };
    let after = Project {
        state: transition(before.state, action, before.started_on.is_some()).unwrap_or(before.state),
        started_on,
        ended_on,
        ..before.clone()
    };
    (after, told)
}
