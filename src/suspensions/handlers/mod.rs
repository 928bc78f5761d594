//! The operations on suspensions.

mod change;
mod create;
mod show;

pub use change::*;
pub use create::*;
pub use show::*;

use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::dto::SuspensionView;
use super::model::Suspension;
use super::queries;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult};
use crate::projects::Scene;
use crate::reference::Reference;

/// An id in a path; what is no id is nothing that exists.
pub(super) fn id_of(segment: &str) -> ApiResult<Uuid> {
    match Key::parse(segment) {
        Key::Id(id) => Ok(id),
        Key::Code(_) => Err(ApiError::not_found()),
    }
}

/// How an answer points to the scene's project.
pub(super) fn project_of(scene: &Scene) -> Reference {
    Reference::coded(scene.project.id, &scene.project.code, &scene.project.title)
}

async fn views(
    conn: &mut AsyncPgConnection,
    scene: &Scene,
    rows: Vec<Suspension>,
) -> diesel::QueryResult<Vec<SuspensionView>> {
    let recorded = queries::recorded(conn, rows, |row| (row.created_by, row.updated_by)).await?;
    let views = recorded
        .into_iter()
        .map(|row| SuspensionView::new(row, project_of(scene), scene.lens));
    Ok(views.collect())
}

async fn view(conn: &mut AsyncPgConnection, scene: &Scene, row: Suspension) -> ApiResult<SuspensionView> {
    let views = views(conn, scene, vec![row]).await?;
    views.into_iter().next().ok_or_else(ApiError::not_found)
}
