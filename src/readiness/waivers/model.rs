//! The row of a waiver: how it is made, revoked, found, listed and shown.

use std::collections::HashMap;
use std::convert::Infallible;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewWaiver, WaiverFilter, WaiverView};
use crate::access::{Actor, Decision};
use crate::database::schema::readiness_waivers;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Edits, Life, Origin, Viewer, child_rows, editable, lived, made,
};
use crate::projects::{ProjectContext, Within, Work, may_coordinate, may_read_work, within};
use crate::readiness::dto::GateWaiver;
use crate::reference::Names;
use crate::vocabulary::{Gate, code_list};

code_list! {
    /// The state of a waiver.
    pub enum WaiverState {
        Standing "standing" "En vigueur" "Standing";
        Revoked "revoked" "Révoquée" "Revoked";
    }
}

impl Life for WaiverState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Standing, Action::Revoked) => Some(Self::Revoked),
            _ => None,
        }
    }
}

/// A gate that need not be satisfied.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = readiness_waivers, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Waiver {
    pub id: Uuid,
    pub project_id: Uuid,
    pub gate: Gate,
    pub motive: String,
    pub until_on: Option<NaiveDate>,
    pub state: WaiverState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Waiver in readiness_waivers as ReadinessWaiver, |row| Place::in_project(row.project_id), versioned);
lived!(Waiver: WaiverState);

impl Editable for Waiver {
    editable!(readiness_waivers from NewWaiver, Infallible, as Work::HandOver, by may_waive);

    fn new(origin: Origin, body: NewWaiver) -> Self {
        made!(Waiver from origin {
            gate: body.gate,
            motive: body.motive.into(),
            until_on: body.until.map(NaiveDate::from),
            state: WaiverState::Standing,
        })
    }

    fn patched(self, patch: Infallible) -> Result<Self, Vec<Fault>> {
        match patch {}
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let today = change.today(context.programme.zone());
        let is_over = before.is_none() && !self.lasts(today);
        let earliest = is_over.then(|| today.succ_opt()).flatten();
        let over = earliest.map(|earliest| {
            Fault::new(FaultCode::DateBefore)
                .at("/until")
                .with("earliest", earliest)
        });
        Ok(over.into_iter().collect())
    }
}

/// Coordinators waive.
fn may_waive(actor: &Actor, context: &ProjectContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.programme.id)
}

impl Waiver {
    /// Whether it lasts beyond a day.
    fn lasts(&self, today: NaiveDate) -> bool {
        self.until_on.is_none_or(|until| today < until)
    }

    /// In short.
    pub fn brief(self) -> GateWaiver {
        GateWaiver {
            id: self.id,
            motive: self.motive,
            until: self.until_on,
        }
    }
}

/// The waivers in force on a day, the oldest first.
pub async fn waivers_in_force(
    mut conn: &AsyncPgConnection,
    within: Within<'_>,
    today: NaiveDate,
) -> QueryResult<Vec<Waiver>> {
    let until = readiness_waivers::until_on;
    within!(readiness_waivers, within)
        .filter(readiness_waivers::state.eq(WaiverState::Standing))
        .filter(until.is_null().or(until.assume_not_null().gt(today)))
        .order((readiness_waivers::created_at, readiness_waivers::id))
        .select(Waiver::as_select())
        .load(&mut conn)
        .await
}

/// The waiver of each gate: of several the newest.
pub fn by_gate<'a>(waivers: impl IntoIterator<Item = &'a Waiver>) -> HashMap<Gate, Uuid> {
    waivers.into_iter().map(|waiver| (waiver.gate, waiver.id)).collect()
}

impl Child for Waiver {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "readiness/waivers";
    type Filter = WaiverFilter;
    type View = WaiverView;
    child_rows!(readiness_waivers of project_id, with version, read by may_read_work, those filtered,
        sorted as CreationOrder { Newest(DateTime<Utc>): desc created_at }, named by created_by, updated_by);

    fn view(self, context: &ProjectContext, names: &Names, viewer: Viewer<'_>) -> WaiverView {
        WaiverView {
            id: self.id,
            project: context.project.reference(),
            gate: self.gate,
            until: self.until_on,
            state: self.state,
            in_force: self.state == WaiverState::Standing && self.lasts(viewer.today),
            edits: Edits::of(&self, names),
            motive: self.motive,
        }
    }
}

type Rows = readiness_waivers::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Waiver>) -> Rows {
    let rows = any_of!(rows, readiness_waivers::gate, filter.gate, |it| *it);
    let rows = any_of!(rows, readiness_waivers::state, filter.state, |it| *it);
    edited_since!(rows, readiness_waivers::updated_at, filter.updated_since)
}
