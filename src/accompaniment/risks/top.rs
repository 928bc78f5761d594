//! The risk that a dashboard shows of a project.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Criticality, RiskKind, RiskState};
use crate::database::schema::risks;

/// The most critical risk of a project, in short.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct TopRisk {
    /// What it is about.
    pub kind: RiskKind,
    /// How critical it is.
    pub criticality: Criticality,
}

/// The most critical open or mitigated risk of each project of a programme that has one with a score; of several of
/// the same score the one recorded last.
pub async fn top_of(mut conn: &AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<(Uuid, TopRisk)>> {
    let rows: Vec<(Uuid, RiskKind, i32)> = risks::table
        .filter(risks::programme_id.eq(programme))
        .filter(risks::state.eq_any([RiskState::Open, RiskState::Mitigated]))
        .distinct_on(risks::project_id)
        .order((
            risks::project_id,
            risks::weight.desc(),
            risks::created_at.desc(),
            risks::id.desc(),
        ))
        .select((risks::project_id, risks::kind, risks::weight))
        .load(&mut conn)
        .await?;
    let scored = rows.into_iter().filter_map(|(project, kind, weight)| {
        let criticality = Criticality::of(weight)?;
        Some((project, TopRisk { kind, criticality }))
    });
    Ok(scored.collect())
}
