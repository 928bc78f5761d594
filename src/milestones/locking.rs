//! How every write on something of a milestone begins: what is seen, then what is locked.

use super::model::Milestone;
use super::{queries, views};
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, Current, UnitOfWork};
use crate::projects::{self, ProjectContext};

/// The milestone that the caller sees (404), its project's row and its own locked in that order,
/// as they are from now to the end of the transaction.
pub async fn lock_visible(work: &mut UnitOfWork, key: &Key) -> ApiResult<(Milestone, ProjectContext)> {
    let actor = work.actor.clone();
    let (seen, mut context) = queries::find_visible(work.conn(), &actor, key).await?;
    context.project = projects::lock(work, seen.project_id).await?;
    // Where it was deleted while this request waited for the project, it is not found.
    Ok((queries::lock(work.conn(), seen.id).await?, context))
}

/// Refuses a change of another version of the milestone than the present one (428, 412).
pub async fn expect_version(
    change: &mut Admitted<'_>,
    context: &ProjectContext,
    row: Milestone,
) -> ApiResult<Current<Milestone>> {
    let today = change.today(context.programme.zone());
    change
        .expect_version(row, async |work, row| {
            Ok(views::load_one(work.conn(), context, row, today).await?)
        })
        .await
}
