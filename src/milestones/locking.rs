//! How every write on something of a milestone begins: what is seen, then what is locked.

use super::model::Milestone;
use super::{queries, views};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Change};
use crate::projects::ProjectContext;

/// The milestone that the caller sees (404), its project's row and its own locked in that order,
/// as they are from now to the end of the transaction.
pub async fn lock_visible(change: &mut Change, key: &Key) -> ApiResult<(Milestone, ProjectContext)> {
    let actor = change.actor.clone();
    let (seen, mut context) = queries::find_visible(change.conn(), &actor, key).await?;
    context.project = crate::projects::lock(change, seen.project_id).await?;
    match queries::lock(change.conn(), seen.id).await {
        Ok(milestone) => Ok((milestone, context)),
        // It was deleted while this request waited for the project.
        Err(diesel::result::Error::NotFound) => Err(ApiError::not_found()),
        Err(error) => Err(error.into()),
    }
}

/// Refuses a change of another version of the milestone than the present one (428, 412).
pub async fn expect_version(change: &mut Change, context: &ProjectContext, row: &Milestone) -> ApiResult<()> {
    let today = change.today(context.programme.zone());
    let shown = async |change: &mut Change| Ok(views::load_one(change.conn(), context, row.clone(), today).await?);
    change.expect_version(row, shown).await
}
