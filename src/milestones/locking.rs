//! How every write on something of a milestone begins: what is seen, then what is locked.

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join3;

use super::model::Milestone;
use super::queries::{self, MilestoneContext};
use super::views;
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, Current, UnitOfWork};
use crate::projects::{self, ProjectContext};

/// The milestone that the caller sees (404), its project's row and its own locked in that order,
/// as they are from now to the end of the transaction.
pub async fn lock_visible(work: &mut UnitOfWork, key: &Key) -> ApiResult<MilestoneContext> {
    let (locked, ()) = lock_visible_with(work, key, async |_, _| Ok(())).await?;
    Ok(locked)
}

/// The same, with what else is to be read under these locks of the milestone that was seen.
pub async fn lock_visible_with<T>(
    work: &mut UnitOfWork,
    key: &Key,
    read: impl AsyncFnOnce(&AsyncPgConnection, &MilestoneContext) -> QueryResult<T>,
) -> ApiResult<(MilestoneContext, T)> {
    let seen = queries::find_visible(work.conn(), &work.actor, key).await?;
    let (milestone, project) = (seen.0.id, seen.0.project_id);
    let lock = async |conn: &AsyncPgConnection| {
        let project = projects::lock_row(conn, project);
        try_join3(project, queries::lock(conn, milestone), read(conn, &seen)).await
    };
    // Where it was deleted while this request waited for the project, it is not found.
    let (project, milestone, more) = work.locked(lock).await?;
    let context = ProjectContext { project, ..seen.1 };
    Ok(((milestone, context), more))
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
