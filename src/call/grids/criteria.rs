//! What is judged, and on which scale.

use std::collections::HashSet;

use deserr::Deserr;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::database::jsonb;
use crate::database::schema::grids;
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::wire::{Line, ScaleBound, Slug, Weight};
use crate::shape::ShapeFaults;
use crate::vocabulary::{Name, Subject};

/// How many a grid has at most.
const MOST: usize = 50;
/// The highest score that a scale can have.
const HIGHEST: i32 = 1_000;

/// A criterion, as it is sent.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewCriterion {
    /// Its code, once in a grid.
    #[schema(value_type = Slug, example = "benefits")]
    pub code: Slug,
    /// What it is called.
    pub label: NewCriterionLabel,
    /// How much it counts.
    #[schema(value_type = Weight, example = 1)]
    pub weight: Weight,
}

/// What a criterion is called, in both languages.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewCriterionLabel {
    /// In French.
    #[schema(value_type = Line, example = "Bénéfices internes et externes")]
    pub fr: Line,
    /// In English.
    #[schema(value_type = Line, example = "Internal and external benefits")]
    pub en: Line,
}

/// A criterion, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Criterion {
    /// Its code.
    #[schema(example = "benefits")]
    pub code: String,
    /// What it is called.
    pub label: CriterionLabel,
    /// How much it counts.
    #[schema(example = 1.0)]
    pub weight: f64,
}

impl Subject for Criterion {
    fn value(&self) -> serde_json::Value {
        self.code.clone().into()
    }

    fn name(&self) -> Option<Name> {
        let CriterionLabel { fr, en } = self.label.clone();
        Some(Name { fr, en })
    }
}

/// What a criterion is called, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CriterionLabel {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// The criteria of a grid, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Criteria(pub Vec<Criterion>);

jsonb!(Criteria);

impl From<Vec<NewCriterion>> for Criteria {
    fn from(sent: Vec<NewCriterion>) -> Self {
        let criterion = |sent: NewCriterion| Criterion {
            code: sent.code.into(),
            label: CriterionLabel {
                fr: sent.label.fr.into(),
                en: sent.label.en.into(),
            },
            weight: sent.weight.into(),
        };
        Self(sent.into_iter().map(criterion).collect())
    }
}

impl Criteria {
    /// Their codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|it| it.code.as_str())
    }

    /// None, too many, or a code that was there before.
    pub fn faults(&self) -> Vec<Fault> {
        let count = match self.0.len() {
            0 => Some(Fault::too_short(1, Unit::Items)),
            many if many > MOST => Some(Fault::too_long(MOST, Unit::Items)),
            _ => None,
        };
        let mut seen = HashSet::new();
        let twice = self.codes().enumerate().filter(|(_, code)| !seen.insert(*code));
        let twice = twice.map(|(place, _)| Fault::new(FaultCode::Duplicate).at(format!("/criteria/{place}/code")));
        let count = count.map(|fault| fault.at("/criteria"));
        count.into_iter().chain(twice).collect()
    }
}

/// Between which bounds a score is, as it is sent.
#[derive(Clone, Copy, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
#[schema(example = json!({"min": 0, "max": 5}))]
pub struct NewScale {
    /// The lowest.
    pub min: ScaleBound,
    /// The highest.
    pub max: ScaleBound,
}

/// Between which bounds a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = grids, check_for_backend(diesel::pg::Pg))]
pub struct Scale {
    /// The lowest.
    #[diesel(column_name = scale_min)]
    #[schema(example = 0)]
    pub min: i32,
    /// The highest.
    #[diesel(column_name = scale_max)]
    #[schema(example = 5)]
    pub max: i32,
}

impl From<NewScale> for Scale {
    fn from(sent: NewScale) -> Self {
        Self {
            min: sent.min.into(),
            max: sent.max.into(),
        }
    }
}

impl Scale {
    /// The highest is above the lowest.
    pub fn fault(self) -> Option<Fault> {
        let low = || Fault::new(FaultCode::OutOfRange).at("/scale/max");
        let least = self.min.saturating_add(1);
        (self.max <= self.min).then(|| low().with("min", least).with("max", HIGHEST))
    }

    /// What is wrong with a score: it is not within it, or finer than thousandths.
    pub fn fault_of(self, score: f64) -> Option<Fault> {
        let thousandths = score * 1_000.0;
        if (thousandths - thousandths.round()).abs() > 1e-6 {
            return Some(Fault::new(FaultCode::InvalidFormat).with("expected", "0.001"));
        }
        let within = (f64::from(self.min)..=f64::from(self.max)).contains(&score);
        let fault = || Fault::new(FaultCode::OutOfRange);
        (!within).then(|| fault().with("min", self.min).with("max", self.max))
    }
}
