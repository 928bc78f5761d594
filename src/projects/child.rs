//! What belongs to a project, a milestone or a programme and hangs from it in the API:
//! `/v1/projects/{project}/NAME`. What its operations have in common stands here once; a room says what its
//! rows are, how they are listed and shown, and what its own rules are.

mod across;
mod creatable;
mod editable;
mod life;
mod operations;
mod order;
mod parent;
mod rows;
mod writing;

pub(crate) use across::listed;
pub use across::{Across, Listed, list_of_programme};
pub(crate) use creatable::creatable;
pub use creatable::{Creatable, create};
pub use editable::{Editable, Edits, Origin, OwnedEdits, Stamps, delete, edit};
pub(crate) use editable::{editable, made};
pub(crate) use life::lived;
pub use life::{Life, Lived, Step, step};
pub(crate) use operations::operations;
pub use order::CreationOrder;
pub use parent::{Owner, Parent};
pub(crate) use rows::child_rows;
pub use writing::{act, begin, begin_edit, begin_if, begin_with, create_with, created, edit_with, insert, shown};

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{Actor, Decision, Visibility};
use crate::http::query::Filter;
use crate::http::{ApiError, ApiResult, List, Page, Path, Read, Rows, UnitOfWork};
use crate::programmes::Programme;
use crate::vocabulary::Language;

/// How a path names what rows hang from.
pub type At<R> = <<R as Child>::Parent as Parent>::At;
/// How a path names a row.
pub type Below<R> = <<R as Child>::Parent as Parent>::Below;
/// A kind of work on rows.
pub type WorkOn<R> = <<R as Child>::Parent as Owner>::Work;

/// A row that hangs from a programme, a project or a milestone.
pub trait Child: Clone {
    /// What it hangs from.
    type Parent: Parent;
    /// What its collection is called in paths.
    const COLLECTION: &'static str;
    /// Which of a collection, in which order.
    type Filter: Filter;
    /// What rows are shown with besides themselves: names, as a rule.
    type Related;
    /// How one is shown.
    type View: Serialize + ToSchema;
    /// A query of its table.
    type Query;
    /// Whose rows a list of a programme has; nobody's ([`std::convert::Infallible`]) where there is no such list.
    type Across;

    /// Its id.
    fn id(&self) -> Uuid;

    /// The number of its last edit; none where it is never edited.
    fn version(&self) -> Option<i32> {
        None
    }

    /// Keeps why something was done to it, where its row does; the journal does of all.
    fn keep_motive(&mut self, _motive: &str) {}

    /// One with its id.
    async fn find(conn: &AsyncPgConnection, parent: Uuid, id: Uuid) -> QueryResult<Option<Self>>;

    /// Those that are meant, over all pages.
    fn those(parent: Uuid, which: Which<'_, Self>) -> Self::Query;

    /// The same of one page, in its order.
    fn rows(parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Query>;

    /// One page.
    async fn list(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Rows<Self>>;

    /// What rows are shown with: asked for beside them, so that it waits for none.
    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related>;

    /// How a row is shown to somebody.
    fn view(self, parent: &Self::Parent, related: &Self::Related, viewer: Viewer<'_>) -> Self::View;

    /// Whether this one is shown to a caller who sees the parent; a list keeps to the same
    /// (`observed in` and `those filtered` of `child_rows!`).
    fn is_shown(&self, _actor: &Actor, _parent: &Self::Parent) -> bool {
        true
    }

    /// Whether they are shown to whoever sees the parent so much.
    fn may_read(_parent: &Self::Parent) -> Decision {
        Ok(())
    }
}

/// To whom a row is shown.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// The day, where the programme is.
    pub today: NaiveDate,
    /// The language of the answer.
    pub language: Language,
}

impl<'a> Viewer<'a> {
    /// Who reads.
    pub fn of_read<F>(read: &'a Read<F>, programme: &Programme) -> Self {
        Self {
            actor: &read.actor,
            today: read.today(programme.zone()),
            language: read.language,
        }
    }

    /// Who writes.
    pub fn of(change: &'a UnitOfWork, programme: &Programme) -> Self {
        Self {
            actor: &change.actor,
            today: change.today(programme.zone()),
            language: change.language,
        }
    }
}

/// What part of a list is asked for, by whom, on which day.
pub struct Asked<'a, R: Child> {
    /// Who asks.
    pub actor: &'a Actor,
    /// Which rows, in which order.
    pub filter: &'a R::Filter,
    /// Which page.
    pub page: &'a Page,
    /// The day.
    pub today: NaiveDate,
}

/// Which rows.
pub enum Which<'a, R: Child> {
    /// The one with this id.
    One(Uuid),
    /// Those of a page of one parent's.
    Page(Asked<'a, R>),
    /// Those of a page of a programme's.
    Across(&'a R::Across, Asked<'a, R>),
}

impl<'a, R: Child> Which<'a, R> {
    /// The part of a list that is asked for; of a single row none.
    pub fn asked(self) -> Option<Asked<'a, R>> {
        match self {
            Self::One(_) => None,
            Self::Page(asked) | Self::Across(_, asked) => Some(asked),
        }
    }
}

impl<R: Child> Clone for Asked<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Child> Copy for Asked<'_, R> {}

impl<R: Child> Clone for Which<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Child> Copy for Which<'_, R> {}

/// Lists them.
pub async fn list<R: Child>(mut list: List<R::Filter>, Path(at): Path<At<R>>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let parent = R::Parent::read(&conn, &list.read.actor, &at).await?;
    R::may_read(&parent)?;
    if parent.visibility() == Visibility::Observer {
        list.read.filter.narrow();
    }
    let today = list.read.today(parent.programme().zone());
    let which = Which::Page(Asked {
        actor: &list.read.actor,
        filter: &list.read.filter,
        page: &list.page,
        today,
    });
    let related = R::related(&conn, parent.id(), which);
    let (rows, related) = try_join(R::list(&conn, parent.id(), which), related).await?;
    let (rows, next, total) = rows.into_parts();
    let viewer = Viewer::of_read(&list.read, parent.programme());
    let views = rows.into_iter().map(|row| row.view(&parent, &related, viewer));
    list.answer_views(views.collect(), next, total)
}

/// Shows one.
pub async fn get<R: Child>(read: Read, Path(below): Path<Below<R>>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (at, id) = R::Parent::apart(below);
    let parent = R::Parent::read(&conn, &read.actor, &at).await?;
    let row = async { Ok(R::find(&conn, parent.id(), id).await?) };
    let (row, related) = try_join(row, R::related(&conn, parent.id(), Which::One(id))).await?;
    let row = row.filter(|row| row.is_shown(&read.actor, &parent));
    let row = row.ok_or_else(ApiError::not_found)?;
    R::may_read(&parent)?;
    let version = told_version(&row, &parent);
    let view = row.view(&parent, &related, Viewer::of_read(&read, parent.programme()));
    read.versioned(version, &view)
}

/// The version of a row; none where it never changes, or the caller is not told.
fn told_version<R: Child>(row: &R, parent: &R::Parent) -> Option<i32> {
    let is_told = parent.visibility() == Visibility::Full;
    row.version().filter(|_| is_told)
}
