//! How many risks stand at each likelihood and severity.

use actix_web::get;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Integer, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;

use super::life::Criticality;
use super::model::Risk;
use crate::database::Prepared;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Read};
use crate::programmes;
use crate::projects::child::{Across, Child};
use crate::projects::read_visible;

/// How many risks stand where: open and mitigated ones, each by its residual score, else by its gross one.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskMatrix {
    /// A cell for each likelihood and severity, 16 in all: by likelihood, then by severity.
    cells: Vec<RiskCell>,
    /// How many have no score yet.
    without_score: i64,
}

/// A cell of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskCell {
    /// From 1 to 4.
    likelihood: i32,
    /// From 1 to 4.
    severity: i32,
    /// How critical risks are there.
    #[schema(required = true)]
    criticality: Option<Criticality>,
    /// How many risks stand there.
    count: i64,
}

/// Counts the risks of a project by likelihood and severity.
///
/// Open and mitigated ones. Not for observers.
#[utoipa::path(tag = "risks", responses((status = 200, description = "The matrix.", body = RiskMatrix)))]
#[get("/v1/projects/{project}/risks/matrix")]
pub async fn get_project_risk_matrix(read: Read, Path(project): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let context = read_visible(&conn, &read.actor, &project).await?;
    Risk::may_read(&context)?;
    let alone = Across {
        programme: context.programme.id,
        projects: Some(vec![context.project.id]),
    };
    read.ok(&count(&conn, alone).await?)
}

/// Counts the risks of a programme by likelihood and severity.
///
/// Of the projects that the caller coordinates or works on.
#[utoipa::path(tag = "risks", responses((status = 200, description = "The matrix.", body = RiskMatrix)))]
#[get("/v1/programmes/{programme}/risks/matrix")]
pub async fn get_programme_risk_matrix(read: Read, Path(programme): Path<Key>) -> ApiResult {
    let conn = read.snapshot().await?;
    let programme = programmes::read_entered(&conn, &read.actor, &programme).await?;
    let across = Across::of(&read.actor, programme.id, false)?;
    read.ok(&count(&conn, across).await?)
}

/// What is counted of a likelihood and a severity, both 0 where there is no score.
#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Integer)]
    likelihood: i32,
    #[diesel(sql_type = Integer)]
    severity: i32,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn count(mut conn: &AsyncPgConnection, across: Across) -> QueryResult<RiskMatrix> {
    let counted = |of: &str| {
        let query = sql_query(format!(
            "select coalesce((score ->> 'likelihood')::integer, 0) as likelihood,
               coalesce((score ->> 'severity')::integer, 0) as severity, count(*) as count
             from risks, lateral (select coalesce(residual, gross) as score) as counts
             where programme_id = $1 and {of} and state in ('open', 'mitigated') group by 1, 2"
        ));
        query.bind::<SqlUuid, _>(across.programme)
    };
    let counted: Vec<Counted> = match across.projects.clone() {
        None => Prepared(counted("true")).load(&mut conn).await?,
        Some(projects) => {
            let own = counted("project_id = any($2)").bind::<Array<SqlUuid>, _>(projects);
            Prepared(own).load(&mut conn).await?
        }
    };
    let count = |likelihood, severity| {
        let cell = counted
            .iter()
            .find(|cell| (cell.likelihood, cell.severity) == (likelihood, severity));
        cell.map_or(0, |cell| cell.count)
    };
    let places = (1..=4).flat_map(|likelihood| (1..=4).map(move |severity| (likelihood, severity)));
    Ok(RiskMatrix {
        cells: places
            .map(|(likelihood, severity)| RiskCell {
                likelihood,
                severity,
                criticality: Criticality::of(likelihood * severity),
                count: count(likelihood, severity),
            })
            .collect(),
        without_score: count(0, 0),
    })
}
