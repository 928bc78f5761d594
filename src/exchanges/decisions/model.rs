//! The row of a committee's decision: how it is written, found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::max;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{
    CommitteeDecisionContent, CommitteeDecisionFilter, CommitteeDecisionPatch, CommitteeDecisionView,
    NewCommitteeDecision,
};
use crate::access::{Actor, Decision, allow_if};
use crate::database::schema::committee_decisions;
use crate::exchanges::context::ExchangeContext;
use crate::exchanges::life::{ExchangeKind, ExchangeState};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{
    Asked, Child, Editable, Edits, Life, Origin, OwnedEdits, Viewer, child_rows, editable, lived, made,
};
use crate::projects::{ProgrammeContext, may_coordinate, people};
use crate::reference::{Names, Reference};
use crate::vocabulary::code_list;

code_list! {
    /// The state of a committee's decision.
    pub enum CommitteeDecisionState {
        Open "open" "Ouverte" "Open";
        Settled "settled" "Réglée" "Settled";
    }
}

impl Life for CommitteeDecisionState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Open, Action::Settled) => Some(Self::Settled),
            _ => None,
        }
    }
}

code_list! {
    /// The order of a list of committees' decisions.
    pub enum DecisionOrder {
        Number "number" "Par numéro" "By number";
    }
}

/// What a steering committee decided.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = committee_decisions, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct CommitteeDecision {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub exchange_id: Uuid,
    pub number: i32,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: CommitteeDecisionContent,
    pub owner_id: Option<Uuid>,
    pub settled_on: Option<NaiveDate>,
    pub state: CommitteeDecisionState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(CommitteeDecision in committee_decisions as CommitteeDecision, |row| Place::in_programme(row.programme_id), versioned);
lived!(CommitteeDecision: CommitteeDecisionState);

impl Editable for CommitteeDecision {
    editable!(committee_decisions from NewCommitteeDecision, CommitteeDecisionPatch, as (), by may_decide);

    fn new(origin: Origin, body: NewCommitteeDecision) -> Self {
        made!(CommitteeDecision from origin in exchange_id {
            programme_id: origin.programme,
            number: 0,
            owner_id: body.owner.map(Uuid::from),
            content: body.into(),
            settled_on: None,
            state: CommitteeDecisionState::Open,
        })
    }

    fn patched(self, patch: CommitteeDecisionPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            owner_id: patch.owner.apply(self.owner_id),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    /// With the next number of its programme; settled on a day.
    async fn settled(
        mut self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ExchangeContext,
    ) -> ApiResult<Self> {
        if before.is_none() {
            self.number = next_number(change.conn(), self.programme_id).await?;
        }
        let today = change.today(context.of.programme.zone());
        let settled = self.state == CommitteeDecisionState::Settled;
        self.settled_on = self.settled_on.or(settled.then_some(today));
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, |state| state == CommitteeDecisionState::Open)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ExchangeContext,
    ) -> ApiResult<Vec<Fault>> {
        let known = before.and_then(|before| before.owner_id);
        let programme = context.of.programme.id;
        let mut faults = people::faults_in(change.conn(), programme, known, self.owner_id, "/owner").await?;
        if before.is_none() {
            let kind = context.exchange.content.kind;
            let other = kind != ExchangeKind::SteeringCommittee;
            faults.extend(other.then(|| Fault::new(FaultCode::NotACommittee).with("kind", kind)));
            let state = context.exchange.state;
            faults.extend(Fault::unless_in(state, |state| state != ExchangeState::Cancelled));
        }
        Ok(faults)
    }
}

/// What committees decide is told to coordinators.
fn may_read(context: &ExchangeContext) -> Decision {
    allow_if(context.of.coordinated)
}

/// Coordinators keep it.
fn may_decide(actor: &Actor, context: &ExchangeContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.of.programme.id)
}

/// One more than the last number of a programme, under its lock.
async fn next_number(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<i32> {
    let decisions = committee_decisions::table.filter(committee_decisions::programme_id.eq(programme));
    let last: Option<i32> = decisions
        .select(max(committee_decisions::number))
        .first(&mut conn)
        .await?;
    Ok(last.unwrap_or_default() + 1)
}

impl CommitteeDecision {
    /// How it is shown, with the name of its committee.
    pub fn shown(
        self,
        exchange: Reference,
        of: &ProgrammeContext,
        names: &Names,
        today: NaiveDate,
    ) -> CommitteeDecisionView {
        let programme = &of.programme;
        let overdue = self.content.due_on.as_ref().is_some_and(|due| due.0 < today);
        CommitteeDecisionView {
            id: self.id,
            programme: Reference::coded(programme.id, &programme.code, &programme.title),
            exchange,
            number: self.number,
            state: self.state,
            settled_on: self.settled_on,
            overdue: overdue && self.state == CommitteeDecisionState::Open,
            edits: OwnedEdits {
                owner: self.owner_id.map(|account| names.account(account)),
                edits: Edits::of(&self, names),
            },
            content: self.content,
        }
    }
}

impl Child for CommitteeDecision {
    type Parent = ExchangeContext;
    const COLLECTION: &'static str = "decisions";
    type Filter = CommitteeDecisionFilter;
    type View = CommitteeDecisionView;
    child_rows!(committee_decisions of exchange_id, with version, read by may_read, those filtered,
        sorted as DecisionOrder { Number(i32): asc number }, named by created_by, updated_by, maybe owner_id);

    fn view(self, context: &ExchangeContext, names: &Names, viewer: Viewer<'_>) -> CommitteeDecisionView {
        self.shown(context.exchange.reference(), &context.of, names, viewer.today)
    }
}

/// Rows of decisions.
pub type Rows = committee_decisions::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, today, .. }: Asked<'_, CommitteeDecision>) -> Rows {
    those(rows, filter, today)
}

/// Those that a filter lets through.
pub fn those(rows: Rows, filter: &CommitteeDecisionFilter, today: NaiveDate) -> Rows {
    let rows = any_of!(rows, committee_decisions::state, filter.state, |it| *it);
    let rows = any_of!(rows, committee_decisions::owner_id, filter.owner, |it| it.0);
    let rows = any_of!(rows, committee_decisions::exchange_id, filter.exchange, |it| it.0);
    let due = committee_decisions::due_on.assume_not_null();
    let is_overdue = committee_decisions::state
        .eq(CommitteeDecisionState::Open)
        .and(committee_decisions::due_on.is_not_null())
        .and(due.lt(today));
    let rows = match filter.overdue.as_ref().map(|flag| flag.0) {
        None => rows,
        Some(true) => rows.filter(is_overdue),
        Some(false) => rows.filter(diesel::dsl::not(is_overdue)),
    };
    edited_since!(rows, committee_decisions::updated_at, filter.updated_since)
}
