//! What is evaluated, as one caller sees it: an application or a project.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use crate::access::{Actor, Visibility, jurors};
use crate::call::applications::{Application, Jurors, NamedApplication, jurors_of};
use crate::call::life::EvaluationState;
use crate::database::schema::{applications, evaluations, programmes as programme_rows, projects};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Snapshot};
use crate::programmes::{self, Programme, Track};
use crate::projects::child::{Child, Owner, Parent};
use crate::projects::{
    NamedProject, Permit, ProgrammeContext, Project, ProjectContext, Standing, Work, find_visible, lock_for,
    read_visible,
};
use crate::useful_months::UsefulMonths;

/// What is evaluated, and its programme.
#[derive(Clone, Debug)]
pub struct EvaluatedContext {
    /// The application or the project.
    pub subject: Subject,
    /// Its programme.
    pub of: ProgrammeContext,
    /// The tracks of the programme, of a write: who has authority over one instructs.
    pub tracks: Vec<Track>,
}

/// What is evaluated.
#[derive(Clone, Debug)]
pub enum Subject {
    /// An application, and who evaluates it.
    Application {
        application: Box<Application>,
        jurors: Jurors,
    },
    /// A project.
    Project(Box<ProjectContext>),
}

/// What a path names.
#[derive(Clone, Debug)]
pub enum EvaluatedKey {
    /// An application.
    Application(Uuid),
    /// A project, by id or code.
    Project(Key),
    /// What an evaluation is of.
    Evaluation(Uuid),
}

/// What an evaluation is of.
#[derive(Clone, Debug)]
pub enum NamedEvaluation {
    Application(Box<NamedApplication>),
    Project(Box<NamedProject>),
}

/// The same, as the database gives it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = evaluations, check_for_backend(Pg))]
struct Row {
    #[diesel(embed)]
    programme: Programme,
    #[diesel(embed)]
    application: Option<Application>,
    #[diesel(embed)]
    project: Option<Project>,
}

impl Named for NamedEvaluation {
    async fn find(conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let (mut one, mut two) = (conn, conn);
        let row = evaluations::table
            .inner_join(programme_rows::table)
            .left_join(applications::table)
            .left_join(projects::table)
            .filter(evaluations::id.eq(*id));
        let row = row.select(Row::as_select()).first(&mut one);
        let subject = evaluations::table.find(*id).select(evaluations::subject_id);
        let of = jurors::table.filter(jurors::subject_id.nullable().eq(subject.single_value()));
        let jurors = of.select((jurors::juror_id, jurors::state));
        let jurors = jurors.load::<(Uuid, EvaluationState)>(&mut two);
        let (row, jurors) = try_join(async { row.await.optional() }, jurors).await?;
        Ok(row.and_then(
            |Row {
                 programme,
                 application,
                 project,
             }| match (application, project) {
                (Some(application), _) => Some(Self::Application(Box::new(NamedApplication {
                    application,
                    programme,
                    jurors,
                }))),
                (None, Some(project)) => Some(Self::Project(Box::new(NamedProject { project, programme }))),
                (None, None) => None,
            },
        ))
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(match self {
            Self::Application(named) => named.programme.of_programme(),
            Self::Project(named) => named.programme.of_programme(),
        })
    }
}

impl EvaluatedContext {
    fn of_application(actor: &Actor, named: NamedApplication) -> ApiResult<Self> {
        let (context, named) = named.seen_by(actor)?;
        Ok(Self {
            subject: Subject::Application {
                application: Box::new(named.application),
                jurors: named.jurors,
            },
            of: context.of,
            tracks: Vec::new(),
        })
    }

    fn of_project(actor: &Actor, context: ProjectContext) -> Self {
        Self {
            of: ProgrammeContext::seen_by(actor, context.programme.clone()),
            subject: Subject::Project(Box::new(context)),
            tracks: Vec::new(),
        }
    }

    fn seen_by(actor: &Actor, named: Option<NamedEvaluation>) -> ApiResult<Self> {
        match named {
            None => Err(ApiError::not_found()),
            Some(NamedEvaluation::Application(named)) => Self::of_application(actor, *named),
            Some(NamedEvaluation::Project(named)) => {
                let context = ProjectContext::seen_by(actor, named.project, named.programme);
                Ok(Self::of_project(actor, context.ok_or_else(ApiError::not_found)?))
            }
        }
    }
}

impl Parent for EvaluatedContext {
    type At = EvaluatedKey;
    type Below = Id;

    fn apart(Id(id): Id) -> (EvaluatedKey, Uuid) {
        (EvaluatedKey::Evaluation(id), id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, at: &EvaluatedKey) -> ApiResult<Self> {
        match at {
            EvaluatedKey::Application(id) => {
                let found: Option<NamedApplication> = snapshot.find(&Key::Id(*id)).await?;
                Self::of_application(actor, found.ok_or_else(ApiError::not_found)?)
            }
            EvaluatedKey::Project(key) => Ok(Self::of_project(actor, read_visible(snapshot, actor, key).await?)),
            EvaluatedKey::Evaluation(id) => Self::seen_by(actor, snapshot.find(&Key::Id(*id)).await?),
        }
    }

    fn id(&self) -> Uuid {
        match &self.subject {
            Subject::Application { application, .. } => Child::id(&**application),
            Subject::Project(context) => context.project.id,
        }
    }

    /// An evaluation is named without what it is of.
    fn location(&self) -> String {
        "/v1".to_owned()
    }

    fn programme(&self) -> &Programme {
        &self.of.programme
    }

    /// Whoever is shown an evaluation is told its version; whose it is, its view decides.
    fn visibility(&self) -> Visibility {
        Visibility::Full
    }
}

/// What was read of what is evaluated under its lock.
pub enum LockedSubject {
    Application(Box<Application>, Jurors),
    Project(Box<Project>, Option<UsefulMonths>),
}

impl Owner for EvaluatedContext {
    type Work = ();
    type Locked = LockedSubject;

    async fn find(conn: &AsyncPgConnection, actor: &Actor, at: &EvaluatedKey) -> ApiResult<Self> {
        let mut context = match at {
            EvaluatedKey::Application(id) => {
                let found = NamedApplication::find(conn, &Key::Id(*id)).await?;
                Self::of_application(actor, found.ok_or_else(ApiError::not_found)?)?
            }
            EvaluatedKey::Project(key) => Self::of_project(actor, find_visible(conn, actor, key).await?),
            EvaluatedKey::Evaluation(id) => Self::seen_by(actor, NamedEvaluation::find(conn, &Key::Id(*id)).await?)?,
        };
        if matches!(context.subject, Subject::Project(_)) {
            context.tracks = programmes::tracks(conn, context.of.programme.id).await?;
        }
        Ok(context)
    }

    /// Its programme, as for an application and for grids; then the project. What was deleted meanwhile is not there (404).
    async fn lock(&self, conn: &AsyncPgConnection, (): ()) -> QueryResult<LockedSubject> {
        let programme = self.of.programme.id;
        let locked = programmes::lock(conn, programme);
        match &self.subject {
            Subject::Application { application, .. } => {
                let application = Application::find(conn, programme, application.id);
                let jurors = jurors_of(conn, self.id());
                let ((), application, jurors) = tokio::try_join!(locked, application, jurors)?;
                let application = application.ok_or(diesel::NotFound)?;
                Ok(LockedSubject::Application(Box::new(application), jurors))
            }
            Subject::Project(context) => {
                let ((), project) = try_join(locked, lock_for(conn, context.project.id, Work::HandOver)).await?;
                let (project, clock) = project;
                Ok(LockedSubject::Project(Box::new(project), clock))
            }
        }
    }

    fn permit(&mut self, locked: LockedSubject, (): (), today: NaiveDate) -> Permit {
        match locked {
            LockedSubject::Application(application, jurors) => {
                self.subject = Subject::Application { application, jurors };
                Permit::free()
            }
            LockedSubject::Project(project, clock) => {
                let permit = Permit::of(Work::HandOver, &Standing::of(&project, clock.as_ref(), today));
                if let Subject::Project(context) = &mut self.subject {
                    context.project = *project;
                }
                permit
            }
        }
    }
}
