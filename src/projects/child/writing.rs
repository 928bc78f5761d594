//! How what belongs to a project or a programme is written: added, changed, acted on.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::{At, Below, Child, Owner, Parent, Viewer, Which, WorkOn, told_version};
use crate::access::{Actor, Decision};
use crate::http::{Admitted, ApiError, ApiResult, Change, Current, Done, Path, UnitOfWork, Write};
use crate::journal::{Action, Record, Versioned};
use crate::projects::Permit;

/// Adds one: `work` is what the project's state must allow, `may` says who may, `make` gives the row or what
/// refuses it.
pub async fn create_with<R: Child<Parent: Owner> + Record, B>(
    write: Write<B>,
    Path(at): Path<At<R>>,
    work: WorkOn<R>,
    may: impl FnOnce(&B, &Actor, &R::Parent, NaiveDate) -> Decision,
    make: impl AsyncFnOnce(&mut Admitted<'_>, &R::Parent, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let may = |actor: &Actor, context: &R::Parent, today| may(&body, actor, context, today);
            let (mut change, context, permit) = begin(change, &at, work, may).await?;
            let row = permit.and(make(&mut change, &context, body).await)?;
            insert(&mut change, &context, row).await
        })
        .await
}

/// Changes one: `work` is what the project's state must allow, `may` says who may, `patch` gives the row after
/// the change or what refuses it.
pub async fn edit_with<R: Child<Parent: Owner> + Versioned, B>(
    write: Write<B>,
    Path(below): Path<Below<R>>,
    work: WorkOn<R>,
    may: impl FnOnce(&R, &Actor, &R::Parent, NaiveDate) -> Decision,
    patch: impl AsyncFnOnce(&mut Admitted<'_>, &R::Parent, R, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before, permit) = begin_edit::<R>(change, below, work, may).await?;
            let after = permit.and(patch(&mut change, &context, before.clone(), body).await)?;
            let shown_with = related_of::<R>(&context, Child::id(&after));
            let done = change.save_with(before, after, shown_with).await?;
            answer_changed(&change, &context, done)
        })
        .await
}

/// Carries out an action on one: `work` is what the project's state must allow, `may` says who may, `step` gives
/// the row after it and why it was done, or what refuses it.
pub async fn act<R: Child<Parent: Owner> + Versioned, B>(
    write: Write<B>,
    Path(below): Path<Below<R>>,
    action: Action,
    work: WorkOn<R>,
    may: impl FnOnce(&R, &Actor, &R::Parent, NaiveDate) -> Decision,
    step: impl AsyncFnOnce(&mut Admitted<'_>, &R::Parent, R, B) -> ApiResult<(R, Option<String>)>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before, permit) = begin_edit::<R>(change, below, work, may).await?;
            let (after, motive) = permit.and(step(&mut change, &context, before.clone(), body).await)?;
            let shown_with = related_of::<R>(&context, Child::id(&after));
            let done = change
                .act_with(before, action, motive.as_deref(), after, shown_with)
                .await?;
            answer_changed(&change, &context, done)
        })
        .await
}

/// How a write on what belongs to something begins: the parent that the caller sees (404), who may
/// (403), the kept answer, then the parent's lock, and what its state says of such work.
pub async fn begin<'a, P: Owner>(
    change: Change<'a>,
    at: &P::At,
    work: P::Work,
    may: impl FnOnce(&Actor, &P, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, P, Permit)> {
    let (begun, ()) = begin_with(change, at, work, may, async |_, _| Ok(())).await?;
    Ok(begun)
}

/// The same, with what else is to be read under the lock.
pub async fn begin_with<'a, P: Owner, T>(
    change: Change<'a>,
    at: &P::At,
    work: P::Work,
    may: impl FnOnce(&Actor, &P, NaiveDate) -> Decision,
    read: impl AsyncFnOnce(&AsyncPgConnection, &P) -> QueryResult<T>,
) -> ApiResult<((Admitted<'a>, P, Permit), T)> {
    begin_if(change, at, work, may, read, |_, _| Ok(())).await
}

/// The same, where what is read says, too, who may (403).
pub async fn begin_if<'a, P: Owner, T>(
    mut change: Change<'a>,
    at: &P::At,
    work: P::Work,
    may: impl FnOnce(&Actor, &P, NaiveDate) -> Decision,
    read: impl AsyncFnOnce(&AsyncPgConnection, &P) -> QueryResult<T>,
    decide: impl FnOnce(&Actor, &T) -> Decision,
) -> ApiResult<((Admitted<'a>, P, Permit), T)> {
    let mut parent = P::find(change.conn(), &change.actor, at).await?;
    may(&change.actor, &parent, change.today(parent.programme().zone()))?;
    let lock = async |conn: &AsyncPgConnection| try_join(parent.lock(conn, work), read(conn, &parent)).await;
    let (locked, more) = change.locked(lock).await?;
    decide(&change.actor, &more)?;
    let change = change.admitted().await?;
    let today = change.today(parent.programme().zone());
    let permit = parent.permit(locked, work, today);
    Ok(((change, parent, permit), more))
}

/// How a change of one begins: as [`begin`], and of the version that the client expects (428, 412).
pub async fn begin_edit<'a, R: Child<Parent: Owner> + Versioned>(
    mut change: Change<'a>,
    below: Below<R>,
    work: WorkOn<R>,
    may: impl FnOnce(&R, &Actor, &R::Parent, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, R::Parent, Current<R>, Permit)> {
    let (at, id) = R::Parent::apart(below);
    let mut parent = R::Parent::find(change.conn(), &change.actor, &at).await?;
    let of = parent.id();
    let lock = async |conn: &AsyncPgConnection| try_join(parent.lock(conn, work), R::find(conn, of, id)).await;
    let (locked, row) = change.locked(lock).await?;
    let today = change.today(parent.programme().zone());
    let permit = parent.permit(locked, work, today);
    let row = row.filter(|row| row.is_shown(&change.actor, &parent));
    let row = row.ok_or_else(ApiError::not_found)?;
    may(&row, &change.actor, &parent, today)?;
    let mut change = change.admitted().await?;
    let shown = async |work: &mut UnitOfWork, row: R| {
        let related = R::related(work.conn(), of, Which::One(id)).await?;
        Ok(row.view(&parent, &related, Viewer::of(work, parent.programme())))
    };
    let before = change.expect_version(row, shown).await?;
    Ok((change, parent, before, permit))
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
    let location = format!("{}/{}/{}", parent.location(), R::COLLECTION, row.id());
    let version = told_version(&row, parent);
    let view = row.view(parent, related, Viewer::of(change, parent.programme()));
    match version {
        Some(version) => change.created_as(location, version, &view),
        None => change.created_immutable(location, &view),
    }
}

/// The answer with one that was changed.
pub async fn shown<R: Child + Versioned>(change: &mut Admitted<'_>, parent: &R::Parent, row: R) -> ApiResult<Done> {
    let related = R::related(change.conn(), parent.id(), Which::One(Child::id(&row))).await?;
    answer_changed(change, parent, (row, related))
}

/// What a row of a parent is shown with, read behind its change in the same flight.
fn related_of<R: Child>(parent: &R::Parent, id: Uuid) -> impl AsyncFnOnce(&AsyncPgConnection) -> ApiResult<R::Related> {
    let of = parent.id();
    async move |conn: &AsyncPgConnection| R::related(conn, of, Which::One(id)).await
}

fn answer_changed<R: Child + Versioned>(
    change: &Admitted<'_>,
    parent: &R::Parent,
    (row, related): (R, R::Related),
) -> ApiResult<Done> {
    let version = row.edited().version;
    let view = row.view(parent, &related, Viewer::of(change, parent.programme()));
    change.ok_versioned(version, &view)
}
