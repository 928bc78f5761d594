//! The row of an item of a hand-over: how it is written, found, listed and shown.

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{HandOverFilter, HandOverItemPatch, HandOverItemView, HandOverOrder, NewHandOverItem};
use super::life::HandOverState;
use super::pieces::{Cited, Pieces};
use super::policy;
use crate::access::{Actor, Decision};
use crate::database::schema::hand_over_items;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{
    Asked, Child, Editable, Edits, Origin, Viewer, Which, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Work, may_read_work};
use crate::reference::{Names, names_among};
use crate::vocabulary::HandOverKind;

/// Something that is to be handed over.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = hand_over_items, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct HandOverItem {
    pub id: Uuid,
    pub project_id: Uuid,
    pub kind: HandOverKind,
    pub title: Option<String>,
    pub description: Option<String>,
    pub evidence: Pieces,
    pub provided_on: Option<NaiveDate>,
    pub verified_on: Option<NaiveDate>,
    pub state: HandOverState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(HandOverItem in hand_over_items as HandOverItem, |row| Place::in_project(row.project_id), versioned);
listed!(HandOverItem in hand_over_items);
lived!(HandOverItem: HandOverState);

impl Editable for HandOverItem {
    editable!(hand_over_items from NewHandOverItem, HandOverItemPatch, as Work::HandOver, by policy::may_ask);

    fn may(&self, action: Action, actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
        policy::may_act(action, actor, context, today)
    }

    fn new(origin: Origin, body: NewHandOverItem) -> Self {
        Self {
            title: body.title.map(String::from),
            description: body.description.map(String::from),
            ..Self::missing(origin, body.kind)
        }
    }

    fn patched(self, patch: HandOverItemPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            title: patch.title.apply(self.title),
            description: patch.description.apply(self.description),
            ..self
        })
    }

    /// What is missing was not provided; what is verified was so on a day.
    async fn settled(
        mut self,
        _: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Self> {
        let today = change.today(context.programme.zone());
        self.provided_on = self.provided_on.filter(|_| self.state != HandOverState::Missing);
        self.verified_on = match self.state {
            HandOverState::Verified => self.verified_on.or(Some(today)),
            _ => None,
        };
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, |state| !state.is_settled())
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let mut faults = Vec::new();
        let untitled = self.kind == HandOverKind::Other && self.title.is_none();
        faults.extend(untitled.then(|| Fault::new(FaultCode::TitleRequired).at("/title")));
        if before.is_none() && self.is_taken(change.conn()).await? {
            faults.push(Fault::new(FaultCode::AlreadyTaken).at("/kind"));
        }
        if before.is_some_and(|before| before.evidence != self.evidence) {
            faults.extend(self.evidence.faults(change.conn(), self.project_id).await?);
        }
        let today = change.today(context.programme.zone());
        faults.extend(before.and_then(|before| self.unheard(before, &change.actor, context, today)));
        Ok(faults)
    }
}

impl HandOverItem {
    /// A new one of a kind.
    pub fn missing(origin: Origin, kind: HandOverKind) -> Self {
        made!(HandOverItem from origin {
            kind,
            title: None,
            description: None,
            evidence: Pieces::default(),
            provided_on: None,
            verified_on: None,
            state: HandOverState::Missing,
        })
    }

    /// Whether the project has another of its kind.
    async fn is_taken(&self, mut conn: &AsyncPgConnection) -> QueryResult<bool> {
        let same = hand_over_items::table
            .filter(hand_over_items::project_id.eq(self.project_id))
            .filter(hand_over_items::kind.eq(self.kind))
            .filter(hand_over_items::kind.ne(HandOverKind::Other));
        diesel::select(exists(same)).get_result(&mut conn).await
    }

    /// What refuses a coordinator who verifies while the laureate may be expected to.
    fn unheard(&self, before: &Self, actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Option<Fault> {
        let verifies = before.state == HandOverState::Provided && self.state == HandOverState::Verified;
        let provided_on = before
            .provided_on
            .filter(|_| verifies && !actor.is_laureate_of(self.project_id))?;
        let days = u64::try_from(context.programme.verification_days).unwrap_or_default();
        let until = provided_on.checked_add_days(Days::new(days))?;
        (today <= until).then(|| Fault::new(FaultCode::LaureateToVerify).with("until", until))
    }
}

impl Child for HandOverItem {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "hand-over";
    type Filter = HandOverFilter;
    type View = HandOverItemView;
    type Related = (Names, Cited);
    child_rows!(hand_over_items of project_id in programme_id, with version, read by may_read_work, those filtered,
    sorted by sort as HandOverOrder {
        Oldest(DateTime<Utc>): asc created_at,
        Newest(DateTime<Utc>): desc created_at,
    });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let (creators, editors) = (
            rows()?.select(hand_over_items::created_by),
            rows()?.select(hand_over_items::updated_by),
        );
        Ok(try_join(names_among!(conn, creators, editors), Cited::by(conn, rows()?)).await?)
    }

    fn view(self, context: &ProjectContext, (names, cited): &Self::Related, _: Viewer<'_>) -> HandOverItemView {
        HandOverItemView {
            id: self.id,
            project: context.project.reference(),
            state: self.state,
            provided_on: self.provided_on,
            verified_on: self.verified_on,
            edits: Edits::of(&self, names),
            evidence: self.evidence.views(cited),
            kind: self.kind,
            title: self.title,
            description: self.description,
        }
    }
}

type Rows = hand_over_items::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, HandOverItem>) -> Rows {
    let rows = any_of!(rows, hand_over_items::kind, filter.kind, |it| *it);
    let rows = any_of!(rows, hand_over_items::state, filter.state, |it| *it);
    let rows = match filter.provided_before {
        None => rows,
        Some(day) => rows
            .filter(hand_over_items::state.eq(HandOverState::Provided))
            .filter(hand_over_items::provided_on.assume_not_null().lt(day.0)),
    };
    edited_since!(rows, hand_over_items::updated_at, filter.updated_since)
}
