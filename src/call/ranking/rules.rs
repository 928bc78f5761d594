//! What evaluations come to. Pure.

use std::cmp::Ordering;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::call::evaluations::{Evaluated, originals, standing};
use crate::call::life::EvaluationState;
use crate::vocabulary::code_list;

code_list! {
    /// Why a score is missing.
    pub enum MissingScoreReason {
        NotAssigned "not_assigned" "Personne n'évalue" "Nobody evaluates it";
        NotSubmitted "not_submitted" "Évaluation non remise" "The evaluation is not submitted";
        OtherGrid "other_grid" "Évaluation selon une autre grille" "The evaluation is by another grid";
    }
}

/// A criterion and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Its code.
    pub criterion: String,
    /// How much it counts.
    pub weight: f64,
}

/// What the evaluations of something come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The weighted total; none where anything is missing.
    pub total: Option<f64>,
    /// How many evaluations are known of how many.
    pub evaluations: KnownEvaluations,
    /// What is missing.
    pub missing: Vec<MissingScores>,
    /// Criterion by criterion, as the grid has them.
    pub criteria: Vec<CriterionStanding>,
}

/// How many evaluations are known of how many, and how many were declined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct KnownEvaluations {
    /// That are submitted, by the grid of the ranking.
    #[schema(example = 3)]
    pub known: usize,
    /// That stand: neither recused nor corrected.
    #[schema(example = 3)]
    pub of: usize,
    /// That are recused.
    #[schema(example = 1)]
    pub recused: usize,
}

/// What is missing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissingScores {
    /// Of which evaluation; of none where nobody evaluates.
    #[schema(required = true)]
    pub evaluation: Option<Uuid>,
    /// Why.
    pub reason: MissingScoreReason,
    /// Of which criteria.
    #[schema(example = json!(["benefits", "data"]))]
    pub criteria: Vec<String>,
}

/// What was given for a criterion.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CriterionStanding {
    /// The criterion.
    #[schema(example = "benefits")]
    pub criterion: String,
    /// The mean of the scores that are known, to four decimals.
    #[schema(required = true, example = 3.6667)]
    pub mean: Option<f64>,
    /// The lowest.
    #[schema(required = true, example = 3.0)]
    pub min: Option<f64>,
    /// The highest.
    #[schema(required = true, example = 4.0)]
    pub max: Option<f64>,
    /// How many scores are known.
    #[schema(example = 3)]
    pub known: usize,
    /// Of how many evaluations.
    #[schema(example = 3)]
    pub of: usize,
}

impl Tally {
    /// What evaluations come to by the criteria of a grid.
    pub fn of(evaluations: &[Evaluated], grid: &[Weighed]) -> Self {
        let standing: Vec<&Evaluated> = standing(evaluations).collect();
        let known = standing.iter().filter(|it| it.is_known()).copied();
        let known: Vec<&Evaluated> = known.collect();
        let criteria = grid
            .iter()
            .map(|it| criterion_standing(&it.criterion, &known, standing.len()));
        let criteria: Vec<CriterionStanding> = criteria.collect();
        let missing = missing(&standing, grid);
        let weighed = |it: &Weighed| millionths(it.weight) * sum(&given(&it.criterion, &known));
        let total = || quotient(grid.iter().map(weighed).sum(), 1_000_000_000, known.len());
        Self {
            total: missing.is_empty().then(total),
            evaluations: KnownEvaluations {
                known: known.len(),
                of: standing.len(),
                recused: originals(evaluations).count() - standing.len(),
            },
            missing,
            criteria,
        }
    }
}

/// Ranks from the highest total down; equal totals share one, and what has no total has none. In the order given.
pub fn ranks(totals: &[Option<f64>]) -> Vec<Option<usize>> {
    let above = |total: f64| totals.iter().flatten().filter(|other| **other > total).count();
    totals.iter().map(|total| total.map(|total| above(total) + 1)).collect()
}

/// Which of two comes first: the better rank; those without one behind.
pub fn by_rank(one: Option<usize>, other: Option<usize>) -> Ordering {
    (one.is_none(), one).cmp(&(other.is_none(), other))
}

fn criterion_standing(criterion: &str, known: &[&Evaluated], of: usize) -> CriterionStanding {
    let scores = given(criterion, known);
    CriterionStanding {
        criterion: criterion.to_owned(),
        mean: (!scores.is_empty()).then(|| quotient(sum(&scores), 1_000, scores.len())),
        min: scores.iter().copied().reduce(f64::min),
        max: scores.iter().copied().reduce(f64::max),
        known: scores.len(),
        of,
    }
}

/// The scores of a criterion that are known.
fn given(criterion: &str, known: &[&Evaluated]) -> Vec<f64> {
    known.iter().filter_map(|it| it.score(criterion)).collect()
}

/// Scores, summed up in thousandths: whole numbers, so that nothing depends on their order.
fn sum(scores: &[f64]) -> i128 {
    scores.iter().map(|score| whole(score * 1_000.0)).sum()
}

fn millionths(weight: f64) -> i128 {
    whole(weight * 1_000_000.0)
}

/// The nearest whole number; what is rounded here is far smaller than any that would not fit.
#[allow(clippy::cast_possible_truncation)]
fn whole(value: f64) -> i128 {
    value.round() as i128
}

/// A sum of parts of which `parts` make one, divided by a number of evaluations: to four decimals, a half rounded up. What is
/// shown is what is ranked.
#[allow(clippy::cast_precision_loss)]
fn quotient(sum: i128, parts: i128, among: usize) -> f64 {
    let among = parts * i128::try_from(among.max(1)).unwrap_or(1);
    let in_ten_thousandths = (sum * 20_000 + among).div_euclid(2 * among);
    in_ten_thousandths as f64 / 10_000.0
}

/// Each evaluation that stands and is not known; or that there is none.
fn missing(standing: &[&Evaluated], grid: &[Weighed]) -> Vec<MissingScores> {
    let all = || grid.iter().map(|it| it.criterion.clone()).collect::<Vec<_>>();
    if standing.is_empty() {
        return vec![MissingScores {
            evaluation: None,
            reason: MissingScoreReason::NotAssigned,
            criteria: all(),
        }];
    }
    let missing = standing.iter().filter_map(|it| {
        let reason = match (it.state, it.by_grid) {
            (EvaluationState::Submitted, true) => return None,
            (EvaluationState::Submitted, false) => MissingScoreReason::OtherGrid,
            _ => MissingScoreReason::NotSubmitted,
        };
        Some(MissingScores {
            evaluation: Some(it.id),
            reason,
            criteria: all(),
        })
    });
    missing.collect()
}
