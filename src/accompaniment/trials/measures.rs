//! What is measured in a trial.

use deserr::Deserr;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::database::jsonb;
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::wire::{Line, Prose, Quantity, UnitName};
use crate::shape::ShapeFaults;
use crate::vocabulary::code_list;

/// How many a trial has at most.
const MOST: usize = 50;

code_list! {
    /// Which way a measure is better.
    pub enum Direction {
        Higher "higher" "Plus haut vaut mieux" "Higher is better";
        Lower "lower" "Plus bas vaut mieux" "Lower is better";
    }
}

/// A measure, as it is sent.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewMeasure {
    /// What is measured, once in a trial.
    #[schema(example = "Contrôles qui révèlent une infraction")]
    pub name: Line,
    /// In what.
    #[schema(example = "%")]
    pub unit: UnitName,
    /// Which way it is better.
    pub direction: Direction,
    /// What it was before.
    #[deserr(default)]
    #[schema(value_type = Option<Quantity>)]
    pub baseline: Option<Quantity>,
    /// What it is to be.
    #[deserr(default)]
    #[schema(value_type = Option<Quantity>)]
    pub target: Option<Quantity>,
    /// What was observed.
    #[deserr(default)]
    #[schema(value_type = Option<Quantity>)]
    pub observed: Option<Quantity>,
    /// Why it was not observed.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>)]
    pub not_observed: Option<Prose>,
}

/// A measure, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    /// What is measured, once in a trial.
    pub name: String,
    /// In what.
    pub unit: UnitName,
    /// Which way it is better.
    pub direction: Direction,
    /// What it was before.
    #[schema(required = true)]
    pub baseline: Option<f64>,
    /// What it is to be.
    #[schema(required = true)]
    pub target: Option<f64>,
    /// What was observed.
    #[schema(required = true)]
    pub observed: Option<f64>,
    /// Why it was not observed.
    #[schema(required = true)]
    pub not_observed: Option<String>,
}

impl From<NewMeasure> for Measure {
    fn from(sent: NewMeasure) -> Self {
        Self {
            name: sent.name.into(),
            unit: sent.unit,
            direction: sent.direction,
            baseline: sent.baseline.map(f64::from),
            target: sent.target.map(f64::from),
            observed: sent.observed.map(f64::from),
            not_observed: sent.not_observed.map(String::from),
        }
    }
}

/// What was observed of a measure, or why it was not: one of the two.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct MeasureOutcome {
    /// The measure.
    pub name: Line,
    /// What was observed.
    #[deserr(default)]
    #[schema(value_type = Option<Quantity>)]
    pub observed: Option<Quantity>,
    /// Why it was not observed.
    #[deserr(default)]
    #[schema(value_type = Option<Prose>)]
    pub not_observed: Option<Prose>,
}

/// The measures of a trial, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct Measures(pub Vec<Measure>);

jsonb!(Measures);

impl From<Vec<NewMeasure>> for Measures {
    fn from(sent: Vec<NewMeasure>) -> Self {
        Self(sent.into_iter().map(Measure::from).collect())
    }
}

impl Measures {
    /// Their names.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|it| it.name.as_str()).collect()
    }

    /// Those of which it is said both what was observed and why it was not.
    pub fn ambiguous(&self) -> Vec<Fault> {
        let both = |it: &Measure| it.observed.is_some() && it.not_observed.is_some();
        let both = self.0.iter().enumerate().filter(|(_, it)| both(it));
        let faults = both.map(|(place, _)| one_of_two().at(format!("/measures/{place}")));
        faults.collect()
    }

    /// Every fault of how they are called, and of how many they are.
    pub fn faults(&self) -> Vec<Fault> {
        let Self(measures) = self;
        let too_many = (measures.len() > MOST).then(|| Fault::too_long(MOST, Unit::Items).at("/measures"));
        let named_before = |place: usize| measures[..place].iter().any(|it| it.name == measures[place].name);
        let doubles = (0..measures.len()).filter(|place| named_before(*place));
        let doubles = doubles.map(|place| Fault::new(FaultCode::Duplicate).at(format!("/measures/{place}/name")));
        too_many.into_iter().chain(doubles).collect()
    }

    /// Every fault of outcomes of them: of an unknown measure, of one told twice, or not one of the two.
    pub fn faults_of(&self, outcomes: &[MeasureOutcome]) -> Vec<Fault> {
        let faults = outcomes.iter().enumerate().flat_map(|(place, outcome)| {
            let code = match self.place(outcomes, place) {
                Some(_) => None,
                None if self.0.iter().any(|it| it.name == *outcome.name) => Some(FaultCode::Duplicate),
                None => Some(FaultCode::UnknownReference),
            };
            let unplaced = code.map(|code| Fault::new(code).at(format!("/measures/{place}/name")));
            let one = outcome.observed.is_some() != outcome.not_observed.is_some();
            let ambiguous = (!one).then(|| one_of_two().at(format!("/measures/{place}")));
            unplaced.into_iter().chain(ambiguous)
        });
        faults.collect()
    }

    /// The measure of an outcome: of those of one name, which a redaction may have made, as many are before it.
    fn place(&self, outcomes: &[MeasureOutcome], place: usize) -> Option<usize> {
        let name = &outcomes[place].name;
        let before = outcomes[..place].iter().filter(|it| it.name == *name).count();
        let named = self.0.iter().enumerate().filter(|(_, it)| it.name == **name);
        named.map(|(place, _)| place).nth(before)
    }

    /// The same with their outcomes.
    pub fn with(mut self, outcomes: &[MeasureOutcome]) -> Self {
        for (place, outcome) in outcomes.iter().enumerate() {
            if let Some(place) = self.place(outcomes, place) {
                let unobserved = outcome.not_observed.clone().filter(|_| outcome.observed.is_none());
                self.0[place].observed = outcome.observed.map(f64::from);
                self.0[place].not_observed = unobserved.map(String::from);
            }
        }
        self
    }

    /// The names of those of which it is neither said what was observed, nor why not.
    pub fn unsaid(&self) -> Vec<String> {
        let unsaid = self
            .0
            .iter()
            .filter(|it| it.observed.is_none() && it.not_observed.is_none());
        unsaid.map(|it| it.name.clone()).collect()
    }
}

/// Neither what was observed nor why it was not, or both.
fn one_of_two() -> Fault {
    Fault::new(FaultCode::OneOfTwo).with("members", ["observed", "not_observed"])
}
