//! What belongs to a project and hangs from it in the API: `/v1/projects/{project}/NAME`. What its
//! operations have in common stands here once; a room says what its rows are, how they are listed and
//! shown, and what its own rules are.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use utoipa::PartialSchema;
use uuid::Uuid;

use super::{ProjectContext, find_visible, lock, read_visible};
use crate::access::{Actor, Decision};
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiError, ApiResult, Change, Current, Done, List, Page, Path, Read, Rows, Write};
use crate::journal::{Action, Record, Versioned};

/// A row that belongs to a project.
pub trait Child: Record + Clone {
    /// What its collection is called in paths.
    const COLLECTION: &'static str;
    /// Which of a collection, in which order.
    type Filter;
    /// How one is shown.
    type View: Serialize + PartialSchema;

    /// Its id in a project.
    async fn find(conn: &AsyncPgConnection, project: Uuid, id: Uuid) -> QueryResult<Option<Self>>;

    /// One page of a project's.
    async fn list(
        conn: &AsyncPgConnection,
        project: Uuid,
        filter: &Self::Filter,
        page: &Page,
    ) -> ApiResult<Rows<Self>>;

    /// How rows of a project are shown, in their order.
    async fn views(
        conn: &AsyncPgConnection,
        context: &ProjectContext,
        rows: Vec<Self>,
    ) -> QueryResult<Vec<Self::View>>;

    /// The version that a view tells; none where it never changes, or the caller is not told.
    fn version(view: &Self::View) -> Option<i32>;

    /// Whether they are shown to whoever sees the project so much.
    fn may_read(_context: &ProjectContext) -> Decision {
        Ok(())
    }
}

/// Finds a row of a table by its project and id: the `find` of a [`Child`].
macro_rules! find_child {
    ($table:ident) => {
        async fn find(
            mut conn: &diesel_async::AsyncPgConnection,
            project: uuid::Uuid,
            id: uuid::Uuid,
        ) -> diesel::QueryResult<Option<Self>> {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            let row = $table::table.find(id).filter($table::project_id.eq(project));
            diesel_async::RunQueryDsl::first(row.select(Self::as_select()), &mut conn)
                .await
                .optional()
        }
    };
}
pub(crate) use find_child;

/// Lists them.
pub async fn list<R: Child>(list: List<R::Filter>, Path(project): Path<Key>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let context = read_visible(&conn, &list.read.actor, &project).await?;
    R::may_read(&context)?;
    let rows = R::list(&conn, context.project.id, &list.read.filter, &list.page).await?;
    let (rows, next, total) = rows.into_parts();
    let views = R::views(&conn, &context, rows).await?;
    list.answer_views(views, next, total)
}

/// Shows one.
pub async fn get<R: Child>(read: Read, Path((project, Id(id))): Path<(Key, Id)>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = read_visible(&conn, &read.actor, &project).await?;
    let row = R::find(&conn, context.project.id, id).await?;
    let row = row.ok_or_else(ApiError::not_found)?;
    R::may_read(&context)?;
    let view = view(&conn, &context, row).await?;
    read.versioned(R::version(&view), &view)
}

/// Adds one: `may` says who may, `make` gives the row or what refuses it.
pub async fn create<R: Child, B>(
    write: Write<B>,
    Path(project): Path<Key>,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
    make: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context) = begin(change, &project, may).await?;
            let row = make(&mut change, &context, body).await?;
            change.insert(&row).await?;
            created(&mut change, &context, row).await
        })
        .await
}

/// Changes one: `may` says who may, `patch` gives the row after the change or what refuses it.
pub async fn edit<R: Child + Versioned, B>(
    write: Write<B>,
    Path((project, Id(id))): Path<(Key, Id)>,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
    patch: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, R, B) -> ApiResult<R>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before) = begin_edit::<R>(change, &project, id, may).await?;
            let after = patch(&mut change, &context, before.clone(), body).await?;
            let after = change.save(before, after).await?;
            shown(&mut change, &context, after).await
        })
        .await
}

/// Carries out an action on one: `may` says who may, `step` gives the row after it and why it was done,
/// or what refuses it.
pub async fn act<R: Child + Versioned, B>(
    write: Write<B>,
    Path((project, Id(id))): Path<(Key, Id)>,
    action: Action,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
    step: impl AsyncFnOnce(&mut Admitted<'_>, &ProjectContext, R, B) -> ApiResult<(R, Option<String>)>,
) -> ApiResult {
    write
        .run(async |change, body| {
            let (mut change, context, before) = begin_edit::<R>(change, &project, id, may).await?;
            let (after, motive) = step(&mut change, &context, before.clone(), body).await?;
            let after = change.act(before, action, motive.as_deref(), after).await?;
            shown(&mut change, &context, after).await
        })
        .await
}

/// How a write on what belongs to a project begins: the project that the caller sees (404), who may
/// (403), the kept answer, then the project's lock.
pub async fn begin<'a>(
    change: Change<'a>,
    project: &Key,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, ProjectContext)> {
    let actor = change.actor.clone();
    let mut context = find_visible(change.conn(), &actor, project).await?;
    may(&actor, &context, change.today(context.programme.zone()))?;
    let mut change = change.admitted().await?;
    context.project = lock(&mut change, context.project.id).await?;
    Ok((change, context))
}

/// How a change of one begins: as [`begin`], and of the version that the client expects (428, 412).
pub async fn begin_edit<'a, R: Child + Versioned>(
    change: Change<'a>,
    project: &Key,
    id: Uuid,
    may: impl FnOnce(&Actor, &ProjectContext, NaiveDate) -> Decision,
) -> ApiResult<(Admitted<'a>, ProjectContext, Current<R>)> {
    let actor = change.actor.clone();
    let mut context = find_visible(change.conn(), &actor, project).await?;
    let seen = R::find(change.conn(), context.project.id, id).await?;
    seen.ok_or_else(ApiError::not_found)?;
    may(&actor, &context, change.today(context.programme.zone()))?;
    let mut change = change.admitted().await?;
    context.project = lock(&mut change, context.project.id).await?;
    // Read again: whoever changes what belongs to a project holds its lock.
    let row = R::find(change.conn(), context.project.id, id).await?;
    let row = row.ok_or_else(ApiError::not_found)?;
    let shown = async |work: &mut crate::http::UnitOfWork, row| view(work.conn(), &context, row).await;
    let before = change.expect_version(row, shown).await?;
    Ok((change, context, before))
}

/// The answer with a new one.
pub async fn created<R: Child>(change: &mut Admitted<'_>, context: &ProjectContext, row: R) -> ApiResult<Done> {
    let location = format!("/v1/projects/{}/{}/{}", context.project.id, R::COLLECTION, row.id());
    let view = view(change.conn(), context, row).await?;
    match R::version(&view) {
        Some(_) => change.created(location, &view),
        None => change.created_immutable(location, &view),
    }
}

/// The answer with one that was changed.
pub async fn shown<R: Child + Versioned>(
    change: &mut Admitted<'_>,
    context: &ProjectContext,
    row: R,
) -> ApiResult<Done> {
    let version = row.edited().version;
    let view = view(change.conn(), context, row).await?;
    change.ok_versioned(version, &view)
}

async fn view<R: Child>(conn: &AsyncPgConnection, context: &ProjectContext, row: R) -> ApiResult<R::View> {
    let views = R::views(conn, context, vec![row]).await?;
    views.into_iter().next().ok_or_else(ApiError::not_found)
}
