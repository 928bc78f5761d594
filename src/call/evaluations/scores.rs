//! What is given for each criterion, and why.

use std::collections::HashSet;

use deserr::Deserr;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::call::grids::Grid;
use crate::database::jsonb;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::{Prose, Quantity, Slug};
use crate::shape::ShapeFaults;

/// A score, as it is sent; while it is drafted, its reason or itself can be missing.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewCriterionScore {
    /// The criterion of the grid.
    #[schema(value_type = Slug, example = "benefits")]
    pub criterion: Slug,
    /// How much is given, on the grid's scale, in thousandths at the finest.
    #[deserr(default)]
    #[schema(value_type = Option<Quantity>, example = 4)]
    pub score: Option<Quantity>,
    /// Why.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>, example = "Gain de temps mesurable pour chaque inspecteur.")]
    pub reason: Option<Prose>,
}

/// A score, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionScore {
    /// The criterion of the grid.
    #[schema(example = "benefits")]
    pub criterion: String,
    /// How much is given.
    #[schema(required = true, example = 4.0)]
    pub score: Option<f64>,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
}

/// The scores of an evaluation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Scores(pub Vec<CriterionScore>);

jsonb!(Scores);

impl From<Vec<NewCriterionScore>> for Scores {
    fn from(sent: Vec<NewCriterionScore>) -> Self {
        let score = |sent: NewCriterionScore| CriterionScore {
            criterion: sent.criterion.into(),
            // Of nothing 0, and not less than it.
            score: sent.score.map(|score| f64::from(score) + 0.0),
            reason: sent.reason.map(String::from),
        };
        Self(sent.into_iter().map(score).collect())
    }
}

impl Scores {
    /// The score of a criterion.
    pub fn of(&self, criterion: &str) -> Option<&CriterionScore> {
        self.0.iter().find(|score| score.criterion == criterion)
    }

    /// What is wrong with them by a grid: a criterion that it does not have, or that was there before; a score outside its scale.
    pub fn faults(&self, grid: &Grid) -> Vec<Fault> {
        let mut seen = HashSet::new();
        let faults = self.0.iter().enumerate().flat_map(|(place, score)| {
            let known = grid.criteria.codes().any(|code| code == score.criterion);
            let code = match (known, seen.insert(&score.criterion)) {
                (false, _) => Some(FaultCode::UnknownReference),
                (true, false) => Some(FaultCode::Duplicate),
                (true, true) => None,
            };
            let code = code.map(|code| Fault::new(code).at(format!("/scores/{place}/criterion")));
            let outside = score.score.and_then(|score| grid.scale.fault_of(score));
            let outside = outside.map(|fault| fault.at(format!("/scores/{place}/score")));
            code.into_iter().chain(outside)
        });
        faults.collect()
    }

    /// Each criterion of a grid without a score, and without a reason.
    pub fn gaps(&self, grid: &Grid) -> Vec<Fault> {
        let gaps = grid.criteria.0.iter().flat_map(|criterion| {
            let given = self.of(&criterion.code);
            let scored = given.is_some_and(|given| given.score.is_some());
            let reasoned = given.is_some_and(|given| given.reason.is_some());
            let missing = |is: bool, code| (!is).then(|| Fault::new(code).with("criterion", criterion));
            [
                missing(scored, FaultCode::ScoreMissing),
                missing(reasoned, FaultCode::ReasonMissing),
            ]
        });
        gaps.flatten().collect()
    }
}
