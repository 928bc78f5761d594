//! Projects as a portfolio shows them at an instant, with what else is compared.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::ComparisonEnd;
use crate::access::Visibility;
use crate::accompaniment::risks::{Criticality, RiskKind, RiskState};
use crate::clock::Clock;
use crate::database::schema::{decisions, milestones, risks};
use crate::http::wire::Key;
use crate::http::{ApiResult, Snapshot};
use crate::milestones::submissions::Outcome;
use crate::portfolio::dto::PortfolioProject;
use crate::portfolio::figures::PortfolioContext;
use crate::portfolio::queries::{self, PortfolioMilestone};
use crate::programmes::Programme;
use crate::projects::{Within, within};

/// A project at an instant.
#[derive(Debug)]
pub struct ProjectThen {
    /// What the portfolio shows of it.
    pub shown: PortfolioProject,
    /// Its milestones, by forecast.
    pub milestones: Vec<PortfolioMilestone>,
    /// The decisions on them, in their order.
    pub decisions: Vec<Decided>,
    /// Its risks, in the order in which they came.
    pub risks: Vec<RiskThen>,
}

/// A decision on a milestone.
#[derive(Clone, Debug, Queryable)]
pub struct Decided {
    pub id: Uuid,
    pub project_id: Uuid,
    pub milestone_id: Uuid,
    pub code: String,
    pub title: String,
    pub outcome: Outcome,
    pub on: NaiveDate,
}

/// A risk, as far as it is compared.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = risks, check_for_backend(diesel::pg::Pg))]
pub struct RiskThen {
    pub id: Uuid,
    pub project_id: Uuid,
    pub title: String,
    pub kind: RiskKind,
    pub weight: i32,
    pub state: RiskState,
}

impl RiskThen {
    /// Whether it is still feared.
    pub fn is_live(&self) -> bool {
        matches!(self.state, RiskState::Open | RiskState::Mitigated)
    }

    /// How critical it is, where it has a score.
    pub fn criticality(&self) -> Option<Criticality> {
        Criticality::of(self.weight)
    }
}

/// A programme as it was at an instant.
#[derive(Debug)]
pub struct Moment {
    pub programme: Programme,
    pub end: ComparisonEnd,
}

impl Moment {
    /// That which a connection shows. One before the programme was opened goes by its settings of now: it had no projects.
    pub async fn of(past: &Snapshot, clock: Clock, programme: &Programme, at: DateTime<Utc>) -> ApiResult<Self> {
        let then: Option<Programme> = past.find(&Key::Id(programme.id)).await?;
        Ok(Self::at(then.unwrap_or_else(|| programme.clone()), clock, at))
    }

    /// That of a programme as it was then.
    pub fn at(programme: Programme, clock: Clock, at: DateTime<Utc>) -> Self {
        let on = clock.as_of(at).today(programme.zone());
        let end = ComparisonEnd { at, on };
        Self { programme, end }
    }

    /// These projects.
    pub async fn projects(
        &self,
        past: &Snapshot,
        visibility: Visibility,
        ids: &[Uuid],
    ) -> QueryResult<HashMap<Uuid, ProjectThen>> {
        projects_then(past, &self.programme, visibility, ids, self.end.on).await
    }
}

/// These projects as the connection shows them, on that day.
async fn projects_then(
    conn: &AsyncPgConnection,
    programme: &Programme,
    visibility: Visibility,
    ids: &[Uuid],
    today: NaiveDate,
) -> QueryResult<HashMap<Uuid, ProjectThen>> {
    let within = Within::these(ids);
    let (rows, decisions, risks) = tokio::try_join!(
        queries::load(conn, programme.id, within, today),
        decisions_of(conn, within),
        risks_of(conn, within),
    )?;
    let context = PortfolioContext {
        programme,
        rows: &rows,
        visibility,
        today,
    };
    let (mut decisions, mut risks) = (
        queries::grouped(decisions, |row| row.project_id),
        queries::grouped(risks, |row| row.project_id),
    );
    let projects = rows.projects.iter().map(|project| {
        let id = project.project.id;
        let then = ProjectThen {
            shown: context.project(project),
            milestones: project.milestones.clone(),
            decisions: decisions.remove(&id).unwrap_or_default(),
            risks: risks.remove(&id).unwrap_or_default(),
        };
        (id, then)
    });
    Ok(projects.collect())
}

async fn decisions_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<Decided>> {
    let rows = decisions::table
        .inner_join(milestones::table)
        .order((decisions::decided_at, decisions::id))
        .select((
            decisions::id,
            milestones::project_id,
            milestones::id,
            milestones::code,
            milestones::title,
            decisions::outcome,
            decisions::decided_on,
        ))
        .into_boxed();
    within!(rows => milestones, within).load(&mut conn).await
}

async fn risks_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<RiskThen>> {
    let rows = within!(risks, within).order((risks::created_at, risks::id));
    rows.select(RiskThen::as_select()).load(&mut conn).await
}
