//! How a write on what belongs to a project begins.

use uuid::Uuid;

use super::{Project, ProjectContext, queries};
use crate::http::wire::Key;
use crate::http::{ApiResult, UnitOfWork};

/// A project, locked until the end of the change, which is later than those before it.
pub async fn lock(change: &mut UnitOfWork, id: Uuid) -> ApiResult<Project> {
    change.locked(async |conn| queries::lock(conn, id).await).await
}

/// The project that the caller sees (404), locked.
pub async fn lock_visible(change: &mut UnitOfWork, key: &Key) -> ApiResult<ProjectContext> {
    let actor = change.actor.clone();
    let mut context = queries::find_visible(change.conn(), &actor, key).await?;
    context.project = lock(change, context.project.id).await?;
    Ok(context)
}
