//! The decisions of all committees of a programme.

use std::collections::HashMap;
use std::ops::Deref;

use actix_web::get;
use diesel::dsl::array;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{CommitteeDecisionFilter, CommitteeDecisionView};
use super::model::{CommitteeDecision, DecisionOrder, Rows, those};
use crate::access::{Decision, allow_if};
use crate::database::schema::{committee_decisions, exchanges};
use crate::http::ApiResult;
use crate::projects::ProgrammeContext;
use crate::projects::child::{Asked, Child, Viewer, Which, child_rows, operations};
use crate::reference::{Names, Reference, names_among};

/// A decision of any committee of a programme.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = committee_decisions, check_for_backend(Pg))]
pub struct ProgrammeDecision {
    #[diesel(embed)]
    decision: CommitteeDecision,
}

impl Deref for ProgrammeDecision {
    type Target = CommitteeDecision;

    fn deref(&self) -> &CommitteeDecision {
        &self.decision
    }
}

impl Child for ProgrammeDecision {
    type Parent = ProgrammeContext;
    const COLLECTION: &'static str = "committee-decisions";
    type Filter = CommitteeDecisionFilter;
    type View = CommitteeDecisionView;
    /// Names, and what the committees are called.
    type Related = (Names, HashMap<Uuid, String>);
    child_rows!(committee_decisions of programme_id, read by may_read, those filtered,
        sorted as DecisionOrder { Number(i32): asc number });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(committee_decisions::created_by),
            rows()?.select(committee_decisions::updated_by),
            rows()?.select(committee_decisions::owner_id.assume_not_null())
        );
        let committees = array(rows()?.select(committee_decisions::exchange_id));
        let committees = exchanges::table.filter(exchanges::id.eq_any(committees));
        let committees = committees.select((exchanges::id, exchanges::title));
        let (names, committees) = try_join(names, committees.load::<(Uuid, String)>(&mut conn)).await?;
        Ok((names, committees.into_iter().collect()))
    }

    fn view(
        self,
        context: &ProgrammeContext,
        (names, committees): &Self::Related,
        viewer: Viewer<'_>,
    ) -> CommitteeDecisionView {
        let title = committees.get(&self.exchange_id).map_or("—", String::as_str);
        let committee = Reference::new(self.exchange_id, title);
        self.decision.shown(committee, context, names, viewer.today)
    }
}

/// What committees decide is told to coordinators.
fn may_read(context: &ProgrammeContext) -> Decision {
    allow_if(context.coordinated)
}

fn filtered(rows: Rows, Asked { filter, today, .. }: Asked<'_, ProgrammeDecision>) -> Rows {
    those(rows, filter, today)
}

operations! { "exchanges": ProgrammeDecision as CommitteeDecisionView by CommitteeDecisionFilter
    /// Lists the decisions of the steering committees of a programme.
    ///
    /// By number. For coordinators.
    list list_programme_decisions "/v1/programmes/{programme}/committee-decisions";
}
