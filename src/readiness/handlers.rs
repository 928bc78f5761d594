//! Whether a project is ready.

use actix_web::get;

use super::dto::ReadinessView;
use super::facts;
use super::gates::{Settings, assess};
use super::waivers::{by_gate, waivers_in_force};
use super::wording::wording;
use crate::database::schema::projects as rows;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read};
use crate::projects::child::Viewer;
use crate::projects::{self, Within, may_read_work};

/// Shows whether a project is ready to launch.
///
/// Gate by gate: satisfied, missing, waived or off, and why, in one sentence for each condition that is not met, with links to
/// the things meant. Computed from what the project is today. Not for observers.
#[utoipa::path(tag = "readiness", responses((status = 200, description = "The gates.", body = ReadinessView)))]
#[get("/v1/projects/{project}/readiness")]
pub async fn get_readiness(read: Read, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = projects::read_visible(&conn, &read.actor, &project).await?;
    may_read_work(&context)?;
    let viewer = Viewer::of_read(&read, &context.programme);
    let (project, programme) = (context.project.id, &context.programme);
    let (facts, waivers, wording) = tokio::try_join!(
        facts::of_project(&conn, programme.id, project, viewer.today),
        waivers_in_force(&conn, Within::Project(project), viewer.today),
        wording!(&*conn, of rows::table.find(project).select(rows::id), in rows::table.find(project).select(rows::programme_id)),
    )?;
    let gates = assess(&facts, Settings::of(programme), &by_gate(&waivers));
    read.ok(&ReadinessView {
        project: context.project.reference(),
        as_of: viewer.today,
        assessment: wording.assessment(&gates, &context, viewer),
    })
}
