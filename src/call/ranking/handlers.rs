//! The operation on the ranking.

use std::collections::HashSet;

use actix_web::get;
use uuid::Uuid;

use super::dto::{RankedItem, Ranking, RankingFilter};
use super::queries::{self, Ranked};
use super::rules::{Tally, Weighed, by_rank, ranks};
use crate::call::evaluations::{self, Evaluated, EvaluationPart, GridReference};
use crate::call::grids::{self, EvaluationStage, Grid};
use crate::fault::{Fault, FaultCode};
use crate::http::query::refused;
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Path, Read};
use crate::programmes;
use crate::projects::may_coordinate;

/// Shows what the evaluations of a stage come to.
///
/// For coordinators. Subject by subject: the mean of each criterion with how many scores are known of how many, the weighted
/// total, the rank. What lacks a score comes last, without total and rank, and what is missing is named.
#[utoipa::path(tag = "call", params(RankingFilter),
    responses((status = 200, description = "The ranking.", body = Ranking)))]
#[get("/v1/programmes/{programme}/ranking")]
pub async fn get_ranking(read: Read<RankingFilter>, Path(programme): Path<Key>) -> ApiResult {
    let Some(stage) = read.filter.stage else {
        return Err(refused(vec![Fault::new(FaultCode::MissingField).at("stage")]));
    };
    let conn = read.snapshot().await?;
    let programme = programmes::read_entered(&conn, &read.actor, &programme).await?;
    may_coordinate(&read.actor, programme.id)?;
    let part = match stage {
        EvaluationStage::Selection => None,
        _ => Some(read.filter.part.unwrap_or(EvaluationPart::Instruction)),
    };
    let (subjects, evaluated, grids) = tokio::try_join!(
        queries::subjects(&conn, programme.id, stage),
        evaluations::of_stage(&conn, programme.id, stage, part),
        grids::of_stage(&conn, programme.id, stage),
    )?;
    let submitted = evaluated.values().flatten().filter(|it| it.is_submitted());
    let submitted: HashSet<Uuid> = submitted.map(|it| it.grid_id).collect();
    let grid = match read.filter.grid.map(Uuid::from) {
        Some(id) => Some(grids.iter().find(|it| it.id == id).ok_or_else(ApiError::not_found)?),
        None => grids.iter().find(|it| submitted.contains(&it.id)).or(grids.first()),
    };
    let weighed: Vec<Weighed> = grid.map(weighed).unwrap_or_default();
    let of = |subject: Uuid| -> Vec<Evaluated> {
        let of = evaluated.get(&subject).into_iter().flatten();
        of.map(|it| it.by(grid.map(|grid| grid.id))).collect()
    };
    let tallies = subjects.into_iter().map(|subject| {
        let tally = Tally::of(&of(subject.id), &weighed);
        (subject, tally)
    });
    let tallies: Vec<(Ranked, Tally)> = tallies
        .filter(|(subject, tally)| subject.state.is_judged() || tally.evaluations.of > 0)
        .collect();
    let totals: Vec<Option<f64>> = tallies.iter().map(|(_, tally)| tally.total).collect();
    let ranked = tallies.into_iter().zip(ranks(&totals));
    let mut items: Vec<RankedItem> = ranked
        .map(|((subject, tally), rank)| RankedItem::new(subject, tally, rank))
        .collect();
    items.sort_by(|one, other| by_rank(one.rank, other.rank));
    read.ok(&Ranking {
        stage,
        part,
        grid: grid.map(|grid| GridReference {
            id: grid.id,
            number: grid.number,
        }),
        items,
    })
}

fn weighed(grid: &Grid) -> Vec<Weighed> {
    let criteria = grid.criteria.0.iter();
    criteria
        .map(|it| Weighed {
            criterion: it.code.clone(),
            weight: it.weight,
        })
        .collect()
}
