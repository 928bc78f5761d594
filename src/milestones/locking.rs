//! How every write on something of a milestone begins: what is seen, then what is locked.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join3;

use super::model::Milestone;
use super::queries::{self, MilestoneContext};
use super::views;
use crate::access::{Actor, Decision};
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult, Change, Current, UnitOfWork};
use crate::projects::{self, Permit, ProjectContext, Standing, Work};

/// How a write on something of a milestone begins: the milestone that the caller sees (404), locked, who may
/// (403), the kept answer, and what the project's state says of such work.
pub async fn begin<'a>(
    mut change: Change<'a>,
    key: &Key,
    work: Work,
    may: impl FnOnce(&Actor, &MilestoneContext, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, MilestoneContext, Permit)> {
    let clock = async |conn: &AsyncPgConnection, (_, context): &MilestoneContext| match work.rests_while_suspended() {
        true => projects::clock(conn, context.project.id).await,
        false => Ok(None),
    };
    let (locked, clock) = lock_visible_with(&mut change, key, clock).await?;
    let (_, context) = &locked;
    let today = change.today(context.programme.zone());
    may(&change.actor, &locked, today)?;
    let permit = Permit::of(work, &Standing::of(&context.project, clock.as_ref(), today));
    Ok((change.admitted().await?, locked, permit))
}

/// The milestone that the caller sees (404), its project's row and its own locked in that order, as they are
/// from now to the end of the transaction; with what else is to be read under these locks of the milestone that
/// was seen.
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
