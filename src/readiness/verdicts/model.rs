//! The row of a verdict: how it is pronounced, found, listed and shown.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::deserialize::FromSqlRow;
use diesel::dsl::{exists, not};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::dto::{NewVerdict, VerdictFilter, VerdictView};
use crate::access::{Actor, Decision, Denied, allow_if};
use crate::database::jsonb;
use crate::database::schema::verdicts;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::query::any_of;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::programmes::Track;
use crate::projects::child::{Asked, Child, CreationOrder, Viewer, Which, child_rows, listed};
use crate::projects::{ProjectContext, Within, may_coordinate, may_read_work};
use crate::readiness::facts;
use crate::readiness::gates::{Assessed, Settings, assess};
use crate::readiness::waivers::{by_gate, waivers_in_force};
use crate::readiness::wording::{Wording, wording};
use crate::reference::{Names, names_among};
use crate::vocabulary::{CodeList, DefaultTrack, ReadinessVerdict};

/// The gates of a project, as they stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Gates(Vec<Assessed>);

jsonb!(Gates);

/// Whether a project is ready. Written once, never changed.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = verdicts, check_for_backend(Pg), treat_none_as_default_value = false)]
pub struct Verdict {
    pub id: Uuid,
    pub project_id: Uuid,
    pub verdict: ReadinessVerdict,
    pub motive: String,
    /// The journal has the verdict: what a provider may not know of another's missions stays here.
    #[serde(skip)]
    pub gates: Gates,
    pub pronounced_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
}

record!(Verdict in verdicts as Verdict, |row| Place::in_project(row.project_id));
listed!(Verdict in verdicts);

impl Verdict {
    /// One that is pronounced now, with the gates as they stand; or what refuses it.
    pub async fn pronounced(body: NewVerdict, change: &Admitted<'_>, context: &ProjectContext) -> ApiResult<Self> {
        let (conn, today) = (change.conn(), change.today(context.programme.zone()));
        let (project, programme) = (context.project.id, &context.programme);
        let (facts, waivers) = tokio::try_join!(
            facts::of_project(conn, programme.id, project, today),
            waivers_in_force(conn, Within::Project(project), today),
        )?;
        let gates = assess(&facts, Settings::of(programme), &by_gate(&waivers));
        let in_the_way = gates.iter().filter(|gate| gate.is_in_the_way());
        let in_the_way = in_the_way.filter(|_| body.verdict == ReadinessVerdict::Ready);
        verdict(
            in_the_way
                .map(|gate| Fault::new(FaultCode::GateMissing).with("gate", gate.gate))
                .collect(),
        )?;
        Ok(Self {
            id: Uuid::now_v7(),
            project_id: project,
            verdict: body.verdict,
            motive: body.motive.into(),
            gates: Gates(gates),
            pronounced_on: today,
            created_at: change.now,
            created_by: change.actor.account,
        })
    }
}

/// Coordinators pronounce; whose, `has_authority` says.
pub fn may_pronounce(actor: &Actor, context: &ProjectContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.programme.id)
}

/// The organisation that has authority over the hand-over; where a programme has no such track, any.
pub fn has_authority(actor: &Actor, tracks: &[Track]) -> Decision {
    let hand_over = tracks.iter().find(|track| track.code == DefaultTrack::HandOver.code());
    match hand_over {
        Some(track) => allow_if(actor.organisation == Some(track.authority_id))
            .map_err(|_| Denied::because(Fault::new(FaultCode::NotAuthority).with("track", track))),
        None => Ok(()),
    }
}

diesel::alias!(verdicts as later: Later);

/// What was pronounced of the same project later.
#[diesel::dsl::auto_type]
pub fn superseding() -> _ {
    let of_project = later.field(verdicts::project_id).eq(verdicts::project_id);
    later.filter(of_project.and(later.field(verdicts::created_at).gt(verdicts::created_at)))
}

impl Child for Verdict {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "verdicts";
    type Filter = VerdictFilter;
    type View = VerdictView;
    /// Names, words, and the verdict after each.
    type Related = (Names, Wording, HashMap<Uuid, Uuid>);
    child_rows!(verdicts of project_id in programme_id, read by may_read_work, those filtered,
        sorted as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let next = superseding().order(later.field(verdicts::created_at));
        let next = rows()?.select((verdicts::id, next.select(later.field(verdicts::id)).single_value()));
        let next = next.load::<(Uuid, Option<Uuid>)>(&mut conn);
        let names = names_among!(conn, rows()?.select(verdicts::created_by));
        let wording =
            wording!(conn, of rows()?.select(verdicts::project_id), in rows()?.select(verdicts::programme_id));
        let (names, wording, next) = tokio::try_join!(names, wording, next)?;
        let next = next.into_iter().filter_map(|(id, next)| Some((id, next?)));
        Ok((names, wording, next.collect()))
    }

    fn view(self, context: &ProjectContext, (names, wording, next): &Self::Related, viewer: Viewer<'_>) -> VerdictView {
        VerdictView {
            id: self.id,
            project: context.project.reference(),
            verdict: self.verdict,
            motive: self.motive,
            assessment: wording.assessment(&self.gates.0, context, viewer),
            superseded_by: next.get(&self.id).copied(),
            on: self.pronounced_on,
            created_at: self.created_at,
            created_by: names.account(self.created_by),
        }
    }
}

type Rows = verdicts::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Verdict>) -> Rows {
    let rows = any_of!(rows, verdicts::verdict, filter.verdict, |it| *it);
    match filter.standing.map(|flag| flag.0) {
        None => rows,
        Some(true) => rows.filter(not(exists(superseding()))),
        Some(false) => rows.filter(exists(superseding())),
    }
}
