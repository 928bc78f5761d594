//! How many people are at which level of each domain.

use deserr::Deserr;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::database::jsonb;
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::wire::{Headcount, Line};
use crate::shape::ShapeFaults;

/// How many domains an assessment has at most.
const MOST: usize = 50;
/// The levels, from 0 to 4.
const LEVELS: usize = 5;

/// How many people are at each level of a domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct DomainLevels {
    /// The domain, once in an assessment.
    #[schema(example = "Science des données")]
    pub domain: Line,
    /// How many are at level 0, 1, 2, 3 and 4.
    #[schema(min_items = 5, max_items = 5, example = json!([3, 4, 2, 1, 0]))]
    pub counts: Vec<Headcount>,
}

/// Those of an assessment, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Levels(pub Vec<DomainLevels>);

jsonb!(Levels);

impl DomainLevels {
    /// How many people there are.
    pub fn counted(&self) -> i64 {
        self.counts.iter().map(|count| i64::from(count.0)).sum()
    }

    /// At which level they are in the mean; none over nobody.
    pub fn mean(&self) -> Option<f64> {
        let levels = self.counts.iter().zip(0_i64..);
        let sum: i64 = levels.map(|(count, level)| i64::from(count.0) * level).sum();
        let counted = self.counted();
        (counted > 0).then(|| sum as f64 / counted as f64)
    }

    /// Whether it is about the same domain; case does not matter.
    pub fn is_of(&self, domain: &str) -> bool {
        self.domain.to_lowercase() == domain.to_lowercase()
    }
}

impl Levels {
    /// Every fault of what they say.
    pub fn faults(&self) -> Vec<Fault> {
        let Self(levels) = self;
        let number = match levels.len() {
            0 => Some(Fault::too_short(1, Unit::Items)),
            1..=MOST => None,
            _ => Some(Fault::too_long(MOST, Unit::Items)),
        };
        let each = levels.iter().enumerate().flat_map(|(place, level)| {
            let named_before = levels[..place].iter().any(|before| before.is_of(&level.domain));
            let double = named_before.then(|| Fault::new(FaultCode::Duplicate).at(format!("/levels/{place}/domain")));
            let number = match level.counts.len() {
                LEVELS => None,
                fewer if fewer < LEVELS => Some(Fault::too_short(LEVELS, Unit::Items)),
                _ => Some(Fault::too_long(LEVELS, Unit::Items)),
            };
            double
                .into_iter()
                .chain(number.map(|fault| fault.at(format!("/levels/{place}/counts"))))
        });
        number
            .map(|fault| fault.at("/levels"))
            .into_iter()
            .chain(each)
            .collect()
    }
}
