//! The risks that stand out: the one that a dashboard shows of a project, and those that keep it from being launched.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Criticality, RiskKind, RiskState};
use crate::database::schema::risks;
use crate::projects::{Within, within};

/// The most critical risk of a project, in short.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct TopRisk {
    /// What it is about.
    pub kind: RiskKind,
    /// How critical it is.
    pub criticality: Criticality,
}

/// The most critical open or mitigated risk of each project that has one with a score; of several of
/// the same score the one recorded last.
pub async fn top_of(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Uuid, TopRisk)>> {
    let tops = risks::table
        .filter(risks::state.eq_any([RiskState::Open, RiskState::Mitigated]))
        .distinct_on(risks::project_id)
        .order((
            risks::project_id,
            risks::weight.desc(),
            risks::created_at.desc(),
            risks::id.desc(),
        ))
        .select((risks::project_id, risks::kind, risks::weight))
        .into_boxed();
    let rows: Vec<(Uuid, RiskKind, i32)> = within!(tops => risks, within).load(&mut conn).await?;
    let scored = rows.into_iter().filter_map(|(project, kind, weight)| {
        let criticality = Criticality::of(weight)?;
        Some((project, TopRisk { kind, criticality }))
    });
    Ok(scored.collect())
}

/// A risk to people that is high or critical.
#[derive(Clone, Copy, Debug)]
pub struct GraveRisk {
    /// The risk.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// How critical it is.
    pub criticality: Criticality,
}

/// The open and mitigated risks to people, ethical ones and those of data protection, that are high or critical; the most
/// critical first.
pub async fn grave(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<GraveRisk>> {
    let grave = within!(risks, within)
        .filter(risks::kind.eq_any([RiskKind::Ethical, RiskKind::DataProtection]))
        .filter(risks::state.eq_any([RiskState::Open, RiskState::Mitigated]))
        .filter(risks::weight.ge(*Criticality::High.weights().start()))
        .order((risks::weight.desc(), risks::id));
    let grave: Vec<(Uuid, Uuid, i32)> = grave
        .select((risks::id, risks::project_id, risks::weight))
        .load(&mut conn)
        .await?;
    let grave = grave.into_iter().filter_map(|(id, project_id, weight)| {
        let criticality = Criticality::of(weight)?;
        Some(GraveRisk {
            id,
            project_id,
            criticality,
        })
    });
    Ok(grave.collect())
}
