//! The row of an application: how it is written, found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use uuid::Uuid;

use super::context::CallContext;
use super::dto::{
    ApplicationContent, ApplicationFilter, ApplicationInside, ApplicationPatch, ApplicationSort, ApplicationView,
    NewApplication, Reservation,
};
use super::queries;
use super::related::ApplicationDetails;
use super::rules::outside_call;
use crate::access::{Actor, Decision, allow_if, jurors};
use crate::call::life::ApplicationState;
use crate::civil::local_minute;
use crate::database::schema::applications;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::organisations;
use crate::projects::child::{
    Asked, Child, Editable, Edits, Origin, Step, Viewer, Which, child_rows, editable, lived, made,
};
use crate::projects::{laureate_fault, may_coordinate};
use crate::reference::Reference;

/// Who asked to be accompanied, for what, and what became of it.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Application {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub organisation_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: ApplicationContent,
    pub submitted_at: DateTime<Utc>,
    pub state: ApplicationState,
    pub rank: Option<i32>,
    pub motive: Option<String>,
    pub project_id: Option<Uuid>,
    /// The digest of the key under which it came, and of what was said with it.
    #[serde(skip)]
    pub key: Option<String>,
    #[serde(skip)]
    pub request_hash: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Application in applications as Application, |row| Place::in_call(row.programme_id, Some(row.id)), versioned);
lived!(Application: ApplicationState);

impl Editable for Application {
    editable!(applications from NewApplication, ApplicationPatch, as (), by may_keep, unless queries::is_used);

    fn new(origin: Origin, body: NewApplication) -> Self {
        made!(Application from origin in programme_id {
            organisation_id: body.organisation.into(),
            submitted_at: body.submitted_at.0,
            content: body.into(),
            state: ApplicationState::Received,
            rank: None,
            motive: None,
            project_id: None,
            key: None,
            request_hash: None,
        })
    }

    fn patched(self, patch: ApplicationPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            organisation_id: patch.organisation.apply(self.organisation_id),
            submitted_at: patch.submitted_at.clone().apply(self.submitted_at),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    /// A rank is of the reserve.
    async fn settled(mut self, _: Option<&Self>, _: &mut Admitted<'_>, _: &CallContext) -> ApiResult<Self> {
        self.rank = self.rank.filter(|_| self.state.is_ranked());
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        self.state.closed()
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &CallContext,
    ) -> ApiResult<Vec<Fault>> {
        let Some(before) = before else { return Ok(Vec::new()) };
        let mut faults = Vec::new();
        if self.organisation_id != before.organisation_id {
            let found = organisations::find_visible(change.conn(), &change.actor, self.organisation_id).await?;
            faults.extend(laureate_fault(found.as_ref()));
        }
        if self.submitted_at != before.submitted_at {
            faults.extend(outside_call(&context.of.programme, self.submitted_at));
        }
        let taken = |pointer| Fault::new(FaultCode::AlreadyTaken).at(pointer);
        let (reference, rank) = queries::taken(change.conn(), self, before).await?;
        faults.extend(reference.then(|| taken("/reference")));
        faults.extend(rank.then(|| taken("/rank")));
        Ok(faults)
    }
}

/// Coordinators keep applications.
fn may_keep(actor: &Actor, context: &CallContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.of.programme.id)
}

/// They are shown to coordinators, and to jurors theirs.
fn may_read(context: &CallContext) -> Decision {
    allow_if(context.of.coordinated || context.is_juror)
}

impl Step<Application> for Reservation {
    fn apply(self, mut row: Application, _: Action, _: NaiveDate) -> Application {
        row.rank = Some(self.rank.into());
        row
    }
}

impl Application {
    /// How an answer points to it.
    pub fn reference(&self) -> Reference {
        Reference::new(self.id, self.content.title.as_str())
    }
}

impl Child for Application {
    type Parent = CallContext;
    const COLLECTION: &'static str = "applications";
    type Filter = ApplicationFilter;
    type View = ApplicationView;
    type Related = ApplicationDetails;
    child_rows!(applications of programme_id, with version, read by may_read, those filtered,
    sorted by sort as ApplicationSort {
        FirstSubmitted(DateTime<Utc>): asc submitted_at,
        LastSubmitted(DateTime<Utc>): desc submitted_at,
    });

    fn keep_motive(&mut self, motive: &str) {
        self.motive = Some(motive.to_owned());
    }

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        ApplicationDetails::of(conn, || Self::rows(parent, which)).await
    }

    fn view(self, context: &CallContext, details: &ApplicationDetails, viewer: Viewer<'_>) -> ApplicationView {
        let programme = &context.of.programme;
        let project = |id: Uuid| details.project(id, viewer.actor);
        let made = self.project_id;
        let edits = Edits::told(&self, &details.names, context);
        ApplicationView {
            id: self.id,
            programme: Reference::coded(programme.id, &programme.code, &programme.title),
            organisation: details.organisations.to(self.organisation_id),
            submitted_at: self.submitted_at,
            submitted_local: local_minute(self.submitted_at, programme.zone()),
            state: self.state,
            rank: self.rank,
            project: made.map(project),
            replaces: made.and_then(|made| details.replaced_by_it(made)).map(project),
            replaced_by: made.and_then(|made| details.replacing(made)).map(project),
            inside: edits.map(|edits| ApplicationInside {
                motive: self.motive,
                evaluations: details.counts(self.id),
                edits,
            }),
            content: self.content,
        }
    }
}

type Rows = applications::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, Application>) -> Rows {
    let coordinated = actor.coordinated_programmes();
    let rows = match coordinated.is_empty() {
        true => rows.filter(applications::id.eq_any(evaluated_by(actor))),
        false => {
            let known = applications::programme_id.eq_any(coordinated);
            rows.filter(known.or(applications::id.eq_any(evaluated_by(actor))))
        }
    };
    let rows = any_of!(rows, applications::state, filter.state, |it| *it);
    let rows = any_of!(rows, applications::organisation_id, filter.organisation, |it| it.0);
    let rows = any_of!(rows, applications::reference, filter.reference, |it| it.0.clone());
    let rows = match &filter.submitted_from {
        None => rows,
        Some(at) => rows.filter(applications::submitted_at.ge(at.0)),
    };
    let rows = match &filter.submitted_until {
        None => rows,
        Some(at) => rows.filter(applications::submitted_at.lt(at.0)),
    };
    edited_since!(rows, applications::updated_at, filter.updated_since)
}

/// The applications that an account evaluates.
#[diesel::dsl::auto_type]
fn evaluated_by(actor: &Actor) -> _ {
    let account: Uuid = actor.account;
    jurors::table
        .filter(jurors::juror_id.eq(account))
        .select(jurors::subject_id)
}
