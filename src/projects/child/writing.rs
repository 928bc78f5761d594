//! How what belongs to a project is written: added, changed, acted on.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::{Child, Parent, Which, told_version};
use crate::access::{Actor, Decision};
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiError, ApiResult, Change, Current, Done, Path, UnitOfWork, Write};
use crate::journal::{Action, Record, Versioned};
use crate::projects::{Permit, ProjectContext, Standing, Work, find_visible, lock_for};

/// Adds one: `work` is what the project's state must allow, `may` says who may, `make` gives the row or what
/// refuses it.
pub async fn create_with<R: Child<Parent = ProjectContext> + Record, B>(
    write: Write<B>,
    Path(project): Path<Key>,
    work: Work,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
    make: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, permit) = begin(change, &project, work, may).await?;
            let row = permit.and(make(&mut change, &context, body).await)?;
            insert(&mut change, &context, row).await
        })
        .await
}

/// Changes one: `work` is what the project's state must allow, `may` says who may, `patch` gives the row after
/// the change or what refuses it.
pub async fn edit_with<R: Child<Parent = ProjectContext> + Versioned, B>(
    write: Write<B>,
    Path((project, Id(id))): Path<(Key, Id)>,
    work: Work,
    may: impl FnOnce(&R, &Actor, &ProjectContext, NaiveDate) -> Decision,
    patch: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, R, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before, permit) = begin_edit::<R>(change, &project, id, work, may).await?;
            let after = permit.and(patch(&mut change, &context, before.clone(), body).await)?;
            let after = change.save(before, after).await?;
            shown(&mut change, &context, after).await
        })
        .await
}

/// Carries out an action on one: `work` is what the project's state must allow, `may` says who may, `step` gives
/// the row after it and why it was done, or what refuses it.
pub async fn act<R: Child<Parent = ProjectContext> + Versioned, B>(
    write: Write<B>,
    Path((project, Id(id))): Path<(Key, Id)>,
    action: Action,
    work: Work,
    may: impl FnOnce(&R, &Actor, &ProjectContext, NaiveDate) -> Decision,
    step: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, R, B) -> ApiResult<(R, Option<String>)>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before, permit) = begin_edit::<R>(change, &project, id, work, may).await?;
            let (after, motive) = permit.and(step(&mut change, &context, before.clone(), body).await)?;
            let after = change.act(before, action, motive.as_deref(), after).await?;
            shown(&mut change, &context, after).await
        })
        .await
}

/// How a write on what belongs to a project begins: the project that the caller sees (404), who may
/// (403), the kept answer, then the project's lock, and what its state says of such work.
pub async fn begin<'a>(
    change: Change<'a>,
    project: &Key,
    work: Work,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, ProjectContext, Permit)> {
    let (begun, ()) = begin_with(change, project, work, may, async |_, _| Ok(())).await?;
    Ok(begun)
}

/// The same, with what else is to be read under the lock.
pub async fn begin_with<'a, T>(
    change: Change<'a>,
    project: &Key,
    work: Work,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
    read: impl AsyncFnOnce(&AsyncPgConnection, &ProjectContext) -> QueryResult<T>,
) -> ApiResult<((Admitted<'a>, ProjectContext, Permit), T)> {
    let mut context = find_visible(change.conn(), &change.actor, project).await?;
    may(&change.actor, &context, change.today(context.programme.zone()))?;
    let lock =
        async |conn: &AsyncPgConnection| try_join(lock_for(conn, context.project.id, work), read(conn, &context)).await;
    let (change, ((project, clock), more)) = change.admitted_with(lock).await?;
    context.project = project;
    let today = change.today(context.programme.zone());
    let permit = Permit::of(work, &Standing::of(&context.project, clock.as_ref(), today));
    Ok(((change, context, permit), more))
}

/// How a change of one begins: as [`begin`], and of the version that the client expects (428, 412).
pub async fn begin_edit<'a, R: Child<Parent = ProjectContext> + Versioned>(
    mut change: Change<'a>,
    project: &Key,
    id: Uuid,
    work: Work,
    may: impl FnOnce(&R, &Actor, &ProjectContext, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, ProjectContext, Current<R>, Permit)> {
    let mut context = find_visible(change.conn(), &change.actor, project).await?;
    let parent = context.project.id;
    let lock = async |conn: &AsyncPgConnection| try_join(lock_for(conn, parent, work), R::find(conn, parent, id)).await;
    let ((project, clock), row) = change.locked(lock).await?;
    context.project = project;
    let row = row.filter(|row| row.is_shown(&change.actor, &context));
    let row = row.ok_or_else(ApiError::not_found)?;
    let today = change.today(context.programme.zone());
    may(&row, &change.actor, &context, today)?;
    let permit = Permit::of(work, &Standing::of(&context.project, clock.as_ref(), today));
    let mut change = change.admitted().await?;
    let shown = async |work: &mut UnitOfWork, row: R| {
        let related = R::related(work.conn(), parent, Which::One(id)).await?;
        Ok(row.view(&context, &related, today))
    };
    let before = change.expect_version(row, shown).await?;
    Ok((change, context, before, permit))
}

/// Adds one, and answers with it.
pub async fn insert<R: Child + Record>(change: &mut Admitted<'_>, parent: &R::Parent, row: R) -> ApiResult<Done> {
    let related = async |conn: &AsyncPgConnection| R::related(conn, parent.id(), Which::One(Child::id(&row))).await;
    let related = change.insert_with(&row, related).await?;
    answer_created(change, parent, row, &related)
}

/// The answer with a new one.
pub async fn created<R: Child>(change: &mut Admitted<'_>, parent: &R::Parent, row: R) -> ApiResult<Done> {
    let related = R::related(change.conn(), parent.id(), Which::One(Child::id(&row))).await?;
    answer_created(change, parent, row, &related)
}

fn answer_created<R: Child>(
    change: &Admitted<'_>,
    parent: &R::Parent,
    row: R,
    related: &R::Related,
) -> ApiResult<Done> {
    let collection = R::Parent::COLLECTION;
    let location = format!("/v1/{collection}/{}/{}/{}", parent.id(), R::COLLECTION, row.id());
    let version = told_version(&row, parent);
    let view = row.view(parent, related, change.today(parent.context().programme.zone()));
    match version {
        Some(_) => change.created(location, &view),
        None => change.created_immutable(location, &view),
    }
}

/// The answer with one that was changed.
pub async fn shown<R: Child + Versioned>(change: &mut Admitted<'_>, parent: &R::Parent, row: R) -> ApiResult<Done> {
    let version = row.edited().version;
    let related = R::related(change.conn(), parent.id(), Which::One(Child::id(&row))).await?;
    let today = change.today(parent.context().programme.zone());
    change.ok_versioned(version, &row.view(parent, &related, today))
}
