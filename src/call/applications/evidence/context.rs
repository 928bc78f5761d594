//! An application as one caller sees it: what its evidence hangs from.

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use crate::access::{Actor, Visibility};
use crate::call::applications::{Application, CallContext, NamedApplication};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, Snapshot};
use crate::programmes::Programme;
use crate::projects::Permit;
use crate::projects::child::{Child, Owner, Parent};

/// An application, and the call that it is of.
#[derive(Clone, Debug)]
pub struct ApplicationContext {
    /// The application.
    pub application: Application,
    /// Its call.
    pub call: CallContext,
}

impl ApplicationContext {
    fn seen_by(actor: &Actor, found: Option<NamedApplication>) -> ApiResult<Self> {
        let (call, named) = found.ok_or_else(ApiError::not_found)?.seen_by(actor)?;
        Ok(Self {
            application: named.application,
            call,
        })
    }
}

impl Parent for ApplicationContext {
    type At = Id;
    type Below = (Id, Id);

    fn apart((application, Id(id)): (Id, Id)) -> (Id, Uuid) {
        (application, id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, Id(id): &Id) -> ApiResult<Self> {
        Self::seen_by(actor, snapshot.find(&Key::Id(*id)).await?)
    }

    fn id(&self) -> Uuid {
        self.application.id
    }

    /// Evidence is named without what it is of.
    fn location(&self) -> String {
        "/v1".to_owned()
    }

    fn programme(&self) -> &Programme {
        self.call.programme()
    }

    fn visibility(&self) -> Visibility {
        self.call.visibility()
    }
}

impl Owner for ApplicationContext {
    type Work = ();
    type Locked = Application;

    async fn find(conn: &AsyncPgConnection, actor: &Actor, Id(id): &Id) -> ApiResult<Self> {
        Self::seen_by(actor, NamedApplication::find(conn, &Key::Id(*id)).await?)
    }

    /// Its programme is locked, as for the application itself; what was deleted meanwhile is not there (404).
    async fn lock(&self, conn: &AsyncPgConnection, work: ()) -> QueryResult<Application> {
        let application = Application::find(conn, self.call.id(), self.id());
        let ((), application) = try_join(self.call.lock(conn, work), application).await?;
        application.ok_or(diesel::NotFound)
    }

    fn permit(&mut self, application: Application, (): (), _: NaiveDate) -> Permit {
        self.application = application;
        Permit::free()
    }
}
