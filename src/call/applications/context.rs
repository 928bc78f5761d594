//! The call of a programme as one caller sees it, and an application with who evaluates it.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::model::Application;
use crate::access::{Actor, Role, Visibility, jurors};
use crate::call::life::EvaluationState;
use crate::database::schema::{applications, programmes as programme_rows};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Snapshot};
use crate::programmes::{self, Programme};
use crate::projects::child::{Owner, Parent};
use crate::projects::{Permit, ProgrammeContext};

/// The call of a programme.
#[derive(Clone, Debug)]
pub struct CallContext {
    /// The programme.
    pub of: ProgrammeContext,
    /// Whether the caller is a juror of it.
    pub is_juror: bool,
}

/// What a path names: the programme of a list, or an application.
#[derive(Clone, Debug)]
pub enum CallKey {
    /// A programme, by id or code.
    Programme(Key),
    /// An application.
    Application(Uuid),
}

impl<'de> Deserialize<'de> for CallKey {
    fn deserialize<D: Deserializer<'de>>(path: D) -> Result<Self, D::Error> {
        Key::deserialize(path).map(Self::Programme)
    }
}

/// The jurors of an application, each with how far its evaluation is.
pub type Jurors = Vec<(Uuid, EvaluationState)>;

/// An application, its programme, who evaluates it.
#[derive(Clone, Debug)]
pub struct NamedApplication {
    /// The application.
    pub application: Application,
    /// Its programme.
    pub programme: Programme,
    /// Its jurors.
    pub jurors: Jurors,
}

/// An application and its programme.
#[derive(Queryable, Selectable)]
#[diesel(table_name = applications, check_for_backend(Pg))]
struct Row {
    #[diesel(embed)]
    application: Application,
    #[diesel(embed)]
    programme: Programme,
}

impl Named for NamedApplication {
    async fn find(conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let mut one = conn;
        let row = applications::table
            .inner_join(programme_rows::table)
            .filter(applications::id.eq(*id));
        let row = row.select(Row::as_select()).first(&mut one);
        let (row, jurors) = try_join(async { row.await.optional() }, jurors_of(conn, *id)).await?;
        Ok(row.map(|Row { application, programme }| Self {
            application,
            programme,
            jurors,
        }))
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(self.programme.of_programme())
    }
}

/// Who evaluates an application.
pub async fn jurors_of(mut conn: &AsyncPgConnection, application: Uuid) -> QueryResult<Jurors> {
    let of = jurors::table.filter(jurors::subject_id.eq(application));
    of.select((jurors::juror_id, jurors::state)).load(&mut conn).await
}

impl NamedApplication {
    /// The call as the caller sees it, if it may know of this application: coordinators, and whoever evaluates it.
    pub fn seen_by(self, actor: &Actor) -> ApiResult<(CallContext, Self)> {
        let jurors: Vec<Uuid> = self.jurors.iter().map(|(juror, _)| *juror).collect();
        match actor.reads_application(self.programme.id, &jurors) {
            true => Ok((CallContext::seen_by(actor, self.programme.clone()), self)),
            false => Err(ApiError::not_found()),
        }
    }
}

impl CallContext {
    fn seen_by(actor: &Actor, programme: Programme) -> Self {
        Self {
            is_juror: actor.holds(Role::Juror, programme.id),
            of: ProgrammeContext::seen_by(actor, programme),
        }
    }
}

impl Parent for CallContext {
    type At = CallKey;
    type Below = Id;

    fn apart(Id(id): Id) -> (CallKey, Uuid) {
        (CallKey::Application(id), id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, at: &CallKey) -> ApiResult<Self> {
        match at {
            CallKey::Programme(key) => {
                let programme = programmes::read_entered(snapshot, actor, key).await?;
                Ok(Self::seen_by(actor, programme))
            }
            CallKey::Application(id) => {
                let found: Option<NamedApplication> = snapshot.find(&Key::Id(*id)).await?;
                let (context, _) = found.ok_or_else(ApiError::not_found)?.seen_by(actor)?;
                Ok(context)
            }
        }
    }

    fn id(&self) -> Uuid {
        self.of.programme.id
    }

    /// An application is named without its programme.
    fn location(&self) -> String {
        "/v1".to_owned()
    }

    fn programme(&self) -> &Programme {
        &self.of.programme
    }

    /// Jurors are not told why, when and by whom an application was decided on.
    fn visibility(&self) -> Visibility {
        match self.of.coordinated {
            true => Visibility::Full,
            false => Visibility::Observer,
        }
    }
}

/// What belongs to a call is written in any state of its programme, one change after the other.
impl Owner for CallContext {
    type Work = ();
    type Locked = ();

    async fn find(conn: &AsyncPgConnection, actor: &Actor, at: &CallKey) -> ApiResult<Self> {
        match at {
            CallKey::Programme(key) => {
                let of = ProgrammeContext::find(conn, actor, key).await?;
                Ok(Self::seen_by(actor, of.programme))
            }
            CallKey::Application(id) => {
                let found = NamedApplication::find(conn, &Key::Id(*id)).await?;
                let (context, _) = found.ok_or_else(ApiError::not_found)?.seen_by(actor)?;
                Ok(context)
            }
        }
    }

    async fn lock(&self, conn: &AsyncPgConnection, (): ()) -> QueryResult<()> {
        programmes::lock(conn, self.of.programme.id).await
    }

    fn permit(&mut self, (): (), (): (), _: NaiveDate) -> Permit {
        Permit::free()
    }
}
