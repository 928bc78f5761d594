//! What rows hang from in the API, as one caller sees it: a programme, a project, a milestone.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use crate::access::{Actor, Visibility};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Snapshot};
use crate::programmes::{self, Programme};
use crate::projects::{
    Permit, ProgrammeContext, Project, ProjectContext, Standing, Work, find_visible, lock_for, read_visible,
};
use crate::useful_months::UsefulMonths;

/// What others hang from, as one caller sees it.
pub trait Parent: Sized {
    /// How a path names it.
    type At;
    /// How a path names something below it.
    type Below;

    /// The two parts of such a path.
    fn apart(below: Self::Below) -> (Self::At, Uuid);

    /// What the path of a read names, and the caller sees (404).
    async fn read(snapshot: &Snapshot, actor: &Actor, at: &Self::At) -> ApiResult<Self>;

    /// Its id.
    fn id(&self) -> Uuid;

    /// Where it is in the API.
    fn location(&self) -> String;

    /// Its programme, whose civil dates count.
    fn programme(&self) -> &Programme;

    /// How much of it the caller is shown.
    fn visibility(&self) -> Visibility;
}

/// What others hang from, and are written through.
pub trait Owner: Parent {
    /// A kind of work, which its state allows or not.
    type Work: Copy;
    /// What is read of it under its lock.
    type Locked;

    /// What the path of a write names, and the caller sees (404).
    async fn find(conn: &AsyncPgConnection, actor: &Actor, at: &Self::At) -> ApiResult<Self>;

    /// Locks it until the end of the transaction: whatever is changed below it waits.
    async fn lock(&self, conn: &AsyncPgConnection, work: Self::Work) -> QueryResult<Self::Locked>;

    /// Takes it as it is under the lock; what its state says of such work.
    fn permit(&mut self, locked: Self::Locked, work: Self::Work, today: NaiveDate) -> Permit;
}

impl Parent for ProjectContext {
    type At = Key;
    type Below = (Key, Id);

    fn apart((project, Id(id)): (Key, Id)) -> (Key, Uuid) {
        (project, id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Self> {
        read_visible(snapshot, actor, key).await
    }

    fn id(&self) -> Uuid {
        self.project.id
    }

    fn location(&self) -> String {
        format!("/v1/projects/{}", self.project.id)
    }

    fn programme(&self) -> &Programme {
        &self.programme
    }

    fn visibility(&self) -> Visibility {
        self.visibility
    }
}

impl Owner for ProjectContext {
    type Work = Work;
    type Locked = (Project, Option<UsefulMonths>);

    async fn find(conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<Self> {
        find_visible(conn, actor, key).await
    }

    async fn lock(&self, conn: &AsyncPgConnection, work: Work) -> QueryResult<Self::Locked> {
        lock_for(conn, self.project.id, work).await
    }

    fn permit(&mut self, (project, clock): Self::Locked, work: Work, today: NaiveDate) -> Permit {
        self.project = project;
        Permit::of(work, &Standing::of(&self.project, clock.as_ref(), today))
    }
}

impl Parent for ProgrammeContext {
    type At = Key;
    type Below = (Key, Id);

    fn apart((programme, Id(id)): (Key, Id)) -> (Key, Uuid) {
        (programme, id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Self> {
        let programme = programmes::read_entered(snapshot, actor, key).await?;
        Ok(Self::seen_by(actor, programme))
    }

    fn id(&self) -> Uuid {
        self.programme.id
    }

    fn location(&self) -> String {
        format!("/v1/programmes/{}", self.programme.id)
    }

    fn programme(&self) -> &Programme {
        &self.programme
    }

    fn visibility(&self) -> Visibility {
        self.visibility
    }
}

/// What hangs from a programme is written in any state of it.
impl Owner for ProgrammeContext {
    type Work = ();
    type Locked = ();

    async fn find(conn: &AsyncPgConnection, actor: &Actor, key: &Key) -> ApiResult<Self> {
        let programme = programmes::find_named(conn, actor, key).await?;
        let programme = programme.ok_or_else(ApiError::not_found)?;
        programmes::may_enter(actor, programme.id)?;
        Ok(Self::seen_by(actor, programme))
    }

    async fn lock(&self, conn: &AsyncPgConnection, (): ()) -> QueryResult<()> {
        programmes::lock(conn, self.programme.id).await
    }

    fn permit(&mut self, (): (), (): (), _: NaiveDate) -> Permit {
        Permit::free()
    }
}
