//! How a write on what belongs to a project begins.

use uuid::Uuid;

use super::{Project, Scene, queries};
use crate::http::wire::Key;
use crate::http::{ApiResult, Change};

/// A project, locked until the end of the change, which is later than those before it.
pub async fn lock(change: &mut Change, id: Uuid) -> ApiResult<Project> {
    change.locked(async |conn| queries::lock(conn, id).await).await
}

/// The project that the caller sees (404), locked.
pub async fn lock_visible(change: &mut Change, key: &Key) -> ApiResult<Scene> {
    let actor = change.actor.clone();
    let mut scene = queries::find_visible(change.conn(), &actor, key).await?;
    scene.project = lock(change, scene.project.id).await?;
    Ok(scene)
}
