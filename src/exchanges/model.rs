//! The row of an exchange: how it is written, found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{
    Attendance, AttendanceView, Attended, ExchangeContent, ExchangeFilter, ExchangeInside, ExchangePatch, ExchangeSort,
    ExchangeView, Holding, NewExchange,
};
use super::life::{ExchangeKind, ExchangeState};
use super::related::ExchangeDetails;
use super::rules::{positions, unknown_at};
use super::sign_ups;
use crate::access::{Actor, Decision};
use crate::civil::local_minute;
use crate::database::schema::{committee_decisions, exchanges, projects, sign_ups as sign_up_rows};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::wire::Key;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::organisations;
use crate::projects::child::{
    Asked, Child, Editable, Edits, Origin, Step, Viewer, Which, child_rows, editable, lived, made,
};
use crate::projects::{ProgrammeContext, may_coordinate};
use crate::reference::{Reference, names_among};

/// How many projects and organisations an exchange names at most.
pub const MOST: usize = 200;

/// A meeting of those of a programme.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = exchanges, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Exchange {
    pub id: Uuid,
    pub programme_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: ExchangeContent,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub projects: Vec<Uuid>,
    pub organisations: Vec<Uuid>,
    pub attendance: Attendance,
    pub outcomes: Option<String>,
    pub state: ExchangeState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Exchange in exchanges as Exchange, |row| Place::in_programme(row.programme_id), versioned);
lived!(Exchange: ExchangeState);

impl Editable for Exchange {
    editable!(exchanges from NewExchange, ExchangePatch, as (), by may_plan, unless is_used);

    /// Without its projects, which are named by id or code: whoever makes one looks them up.
    fn new(origin: Origin, body: NewExchange) -> Self {
        made!(Exchange from origin in programme_id {
            starts_at: body.starts_at.0,
            ends_at: body.ends_at.0,
            projects: Vec::new(),
            organisations: body.organisations.iter().flatten().map(|id| id.0).collect(),
            content: body.into(),
            attendance: Attendance::default(),
            outcomes: None,
            state: ExchangeState::Planned,
        })
    }

    fn patched(self, patch: ExchangePatch) -> Result<Self, Vec<Fault>> {
        let named = self
            .organisations
            .into_iter()
            .map(crate::http::wire::Id)
            .collect::<Vec<_>>();
        let organisations = patch.organisations.clone().apply(Some(named)).unwrap_or_default();
        Ok(Self {
            starts_at: patch.starts_at.clone().apply(self.starts_at),
            ends_at: patch.ends_at.clone().apply(self.ends_at),
            organisations: organisations.into_iter().map(Uuid::from).collect(),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    /// Where there are more places, those who wait move up.
    async fn settled(self, before: Option<&Self>, change: &mut Admitted<'_>, _: &ProgrammeContext) -> ApiResult<Self> {
        if before.is_some_and(|before| before.content.places != self.content.places) {
            sign_ups::move_up(change, &self).await?;
        }
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, |state| state == ExchangeState::Planned)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProgrammeContext,
    ) -> ApiResult<Vec<Fault>> {
        let mut faults = self.own_faults();
        let named: Vec<Uuid> = self.organisations_said(before);
        let known = match named.is_empty() {
            true => Vec::new(),
            false => organisations::visible_ids(change.conn(), &change.actor, &named).await?,
        };
        let unknown = |id: &Uuid| named.contains(id) && !known.contains(id);
        faults
            .extend(positions(&self.organisations, unknown).map(|place| unknown_at(format!("/organisations/{place}"))));
        let came: Vec<Uuid> = self.attendance.0.iter().map(|it| it.organisation).collect();
        faults.extend(positions(&came, unknown).map(|place| unknown_at(format!("/attendance/{place}/organisation"))));
        let today = change.today(context.programme.zone());
        faults.extend(self.ahead(today, context));
        let was_committee = before.is_some_and(|before| before.content.kind == ExchangeKind::SteeringCommittee);
        if was_committee
            && self.content.kind != ExchangeKind::SteeringCommittee
            && has_decided(change.conn(), self.id).await?
        {
            faults.push(Fault::new(FaultCode::InUse).at("/kind"));
        }
        Ok(faults)
    }
}

/// Coordinators plan exchanges.
fn may_plan(actor: &Actor, context: &ProgrammeContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.programme.id)
}

impl Exchange {
    /// How an answer points to it.
    pub fn reference(&self) -> Reference {
        Reference::new(self.id, self.content.title.as_str())
    }
}

impl Step<Exchange> for Holding {
    fn apply(self, mut row: Exchange, _: Action, _: NaiveDate) -> Exchange {
        let came = self.attendance.into_iter().map(|it| Attended {
            organisation: it.organisation.into(),
            people: it.people.into(),
        });
        row.attendance = Attendance(came.collect());
        row.outcomes = self.outcomes.map(String::from);
        row
    }
}

/// Whether somebody signed up for it, or it decided something.
async fn is_used(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let signed_up = sign_up_rows::table.filter(sign_up_rows::exchange_id.eq(id));
    let decided = committee_decisions::table.filter(committee_decisions::exchange_id.eq(id));
    let used: (bool, bool) = diesel::select((exists(signed_up), exists(decided)))
        .get_result(&mut conn)
        .await?;
    Ok(used.0 || used.1)
}

async fn has_decided(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let decided = committee_decisions::table.filter(committee_decisions::exchange_id.eq(id));
    diesel::select(exists(decided)).get_result(&mut conn).await
}

impl Child for Exchange {
    type Parent = ProgrammeContext;
    const COLLECTION: &'static str = "exchanges";
    type Filter = ExchangeFilter;
    type View = ExchangeView;
    type Related = ExchangeDetails;
    child_rows!(exchanges of programme_id, with version, those filtered, sorted by sort as ExchangeSort {
        Earliest(DateTime<Utc>): asc starts_at,
        Latest(DateTime<Utc>): desc starts_at,
    });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(exchanges::created_by),
            rows()?.select(exchanges::updated_by)
        );
        ExchangeDetails::of(conn, rows, names).await
    }

    fn view(self, context: &ProgrammeContext, details: &ExchangeDetails, viewer: Viewer<'_>) -> ExchangeView {
        let (programme, zone) = (&context.programme, context.programme.zone());
        let local = |at: DateTime<Utc>| local_minute(at, zone);
        let organisation = |id: &Uuid| details.organisations.to(*id);
        let attendance = self.attendance.0.iter().map(|it| AttendanceView {
            organisation: organisation(&it.organisation),
            people: it.people,
        });
        let edits = Edits::told(&self, &details.names, context);
        ExchangeView {
            id: self.id,
            programme: Reference::coded(programme.id, &programme.code, &programme.title),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            time_zone: zone.name().to_owned(),
            starts_local: local(self.starts_at),
            ends_local: local(self.ends_at),
            projects: self
                .projects
                .iter()
                .map(|id| details.project(*id, viewer.actor))
                .collect(),
            organisations: self.organisations.iter().map(organisation).collect(),
            state: self.state,
            signed_up: details.signed_up(self.id),
            inside: edits.map(|edits| ExchangeInside {
                attendance: attendance.collect(),
                outcomes: self.outcomes,
                edits,
            }),
            content: self.content,
        }
    }
}

type Rows = exchanges::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, Exchange>) -> Rows {
    let rows = any_of!(rows, exchanges::kind, filter.kind, |it| *it);
    let rows = any_of!(rows, exchanges::state, filter.state, |it| *it);
    let rows = match &filter.project {
        None => rows,
        Some(keys) => {
            let ids: Vec<Uuid> = keys.values().iter().filter_map(Key::id).collect();
            let codes: Vec<String> = keys.values().iter().filter_map(Key::code).map(str::to_owned).collect();
            let scope = actor.visible_scope();
            let seen = projects::programme_id
                .eq_any(scope.programmes)
                .or(projects::id.eq_any(scope.projects));
            let named = projects::table.filter(projects::id.eq_any(ids).or(projects::code.eq_any(codes)));
            let named = named.filter(seen);
            rows.filter(exchanges::projects.overlaps_with(diesel::dsl::array(named.select(projects::id))))
        }
    };
    let rows = match &filter.starts_after {
        None => rows,
        Some(at) => rows.filter(exchanges::starts_at.ge(at.0)),
    };
    let rows = match &filter.starts_before {
        None => rows,
        Some(at) => rows.filter(exchanges::starts_at.lt(at.0)),
    };
    edited_since!(rows, exchanges::updated_at, filter.updated_since)
}
