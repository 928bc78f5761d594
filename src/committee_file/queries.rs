//! SQL of what the file tells besides what other rooms do.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{AskedInReport, CommitteeDecisionLine, LastCommittee};
use crate::accompaniment::status_reports::ReportState;
use crate::civil;
use crate::database::schema::{committee_decisions, exchanges, projects, status_reports};
use crate::exchanges::{CommitteeDecisionState, ExchangeKind, ExchangeState};
use crate::projects::{Project, Within, within};
use crate::reference::Reference;

/// The last steering committee that was held before a day.
pub async fn last_committee(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    day: NaiveDate,
    zone: Tz,
) -> QueryResult<Option<LastCommittee>> {
    let held = exchanges::table
        .filter(exchanges::programme_id.eq(programme))
        .filter(exchanges::kind.eq(ExchangeKind::SteeringCommittee))
        .filter(exchanges::state.eq(ExchangeState::Held))
        .filter(exchanges::ends_at.lt(civil::start_of(day, zone)))
        .order((exchanges::ends_at.desc(), exchanges::id.desc()))
        .select((exchanges::id, exchanges::title, exchanges::ends_at));
    let last: Option<(Uuid, String, DateTime<Utc>)> = held.first(&mut conn).await.optional()?;
    Ok(last.map(|(id, title, at)| LastCommittee {
        exchange: Reference::new(id, &title),
        on: civil::today(at, zone),
        at,
    }))
}

/// What committees decided that is open on a day, or was settled since another.
pub async fn decisions(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    on: NaiveDate,
    since: Option<NaiveDate>,
) -> QueryResult<Vec<CommitteeDecisionLine>> {
    let rows = committee_decisions::table
        .filter(committee_decisions::programme_id.eq(programme))
        .order(committee_decisions::number)
        .select((
            committee_decisions::number,
            committee_decisions::text,
            committee_decisions::due_on,
            committee_decisions::state,
            committee_decisions::settled_on,
        ));
    type Row = (
        i32,
        String,
        Option<NaiveDate>,
        CommitteeDecisionState,
        Option<NaiveDate>,
    );
    let rows: Vec<Row> = rows.load(&mut conn).await?;
    let lines = rows
        .into_iter()
        .map(|(number, text, due_on, state, settled_on)| CommitteeDecisionLine {
            number,
            text,
            due_on,
            state,
            settled_on,
            overdue: state == CommitteeDecisionState::Open && due_on.is_some_and(|due| due < on),
        });
    let is_of_now = |line: &CommitteeDecisionLine| {
        line.settled_on
            .is_none_or(|settled| since.is_none_or(|since| settled >= since))
    };
    Ok(lines.filter(is_of_now).collect())
}

/// What published reports ask, of those since a day, each with its project, in their order.
pub async fn asked(
    mut conn: &AsyncPgConnection,
    ids: &[Uuid],
    since: Option<NaiveDate>,
) -> QueryResult<Vec<(Uuid, AskedInReport)>> {
    use status_reports::{decisions_asked, project_id, published_at, published_on, state, support_needed};
    let asking = within!(status_reports, Within::these(ids))
        .filter(state.eq(ReportState::Published))
        .filter(published_on.is_not_null())
        .filter(decisions_asked.is_not_null().or(support_needed.is_not_null()))
        .order((published_at, status_reports::id))
        .select((
            project_id,
            published_on.assume_not_null(),
            decisions_asked,
            support_needed,
        ));
    let asking = match since {
        Some(since) => asking.filter(published_on.ge(since)),
        None => asking,
    };
    let rows: Vec<(Uuid, NaiveDate, Option<String>, Option<String>)> = asking.load(&mut conn).await?;
    let asked = rows.into_iter().map(|(project, on, decisions, support)| {
        let asked = AskedInReport { on, decisions, support };
        (project, asked)
    });
    Ok(asked.collect())
}

/// These projects, by code.
pub async fn projects_of(mut conn: &AsyncPgConnection, ids: &[Uuid]) -> QueryResult<Vec<Project>> {
    projects::table
        .filter(projects::id.eq_any(ids.to_vec()))
        .order(projects::code)
        .select(Project::as_select())
        .load(&mut conn)
        .await
}
