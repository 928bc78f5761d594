//! What clients are shown of readiness.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::gates::{Assessed, GateState};
use crate::reference::Reference;
use crate::vocabulary::Gate;

/// Whether a project is ready to launch, gate by gate.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadinessView {
    /// The project.
    pub project: Reference,
    /// The civil date of the reading, where the programme is.
    pub as_of: NaiveDate,
    #[serde(flatten)]
    pub assessment: AssessmentView,
}

/// Gates, and how many stand how.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentView {
    /// The gates, in their order.
    pub gates: Vec<GateView>,
    #[serde(flatten)]
    pub counts: ReadinessCounts,
}

/// How many gates stand how, advisory ones among them; those that are off are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReadinessCounts {
    /// Satisfied.
    #[schema(example = 5)]
    pub satisfied: usize,
    /// Missing.
    #[schema(example = 2)]
    pub missing: usize,
    /// Waived.
    #[schema(example = 1)]
    pub waived: usize,
}

impl ReadinessCounts {
    /// Those of these gates.
    pub fn of(gates: &[Assessed]) -> Self {
        let count = |state| gates.iter().filter(|gate| gate.state == state).count();
        Self {
            satisfied: count(GateState::Satisfied),
            missing: count(GateState::Missing),
            waived: count(GateState::Waived),
        }
    }
}

/// A gate, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct GateView {
    /// The gate.
    pub gate: Gate,
    /// How it stands.
    pub state: GateState,
    /// Whether it is shown only, and does not stand in the way of a verdict.
    pub advisory: bool,
    /// What it asks for and is not so, one sentence each, in the language of the answer.
    #[schema(example = json!(["Aucun prototype n'est au moins fonctionnel."]))]
    pub why: Vec<String>,
    /// Where that is to be seen.
    pub links: Vec<GateLink>,
    /// The waiver that is in force.
    #[schema(required = true)]
    pub waiver: Option<GateWaiver>,
}

/// Where something is to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GateLink {
    /// The path, in this API.
    #[schema(example = "/v1/projects/0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e/prototypes")]
    pub href: String,
    /// What is there.
    #[schema(example = "Prototypes")]
    pub title: String,
}

/// A waiver, in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GateWaiver {
    /// Its id.
    pub id: Uuid,
    /// Why it was given.
    pub motive: String,
    /// The first day on which it is not in force any more.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
}
