//! What clients send and are shown of risks.

use chrono::NaiveDate;
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::life::{Criticality, RiskState, Score, ScorePatch};
use super::model::{Risk, RiskKind};
use crate::access::Visibility;
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{CivilDate, Id, Instant, Line, Prose};
use crate::projects::ProjectContext;
use crate::projects::child::Edits;
use crate::reference::{Names, Reference};
use crate::shape::ShapeFaults;

body! {
    /// A new risk.
    pub struct NewRisk;
    /// A change of a risk (RFC 7396).
    pub struct RiskPatch;
    /// What is said of a risk.
    pub struct RiskContent in risks;
    {
        /// What it is about.
        pub kind: RiskKind,
        /// What may happen.
        pub title: Line,
        /// How, and to whom.
        pub description: Option<Prose>,
        /// Its score if nothing is done about it.
        pub gross: Option<Score> by ScorePatch,
        /// Its score with what is done about it.
        pub residual: Option<Score> by ScorePatch,
        /// What is done about it.
        pub response: Option<Prose>,
        /// The day by which it is to be looked at again.
        pub review_on: Option<CivilDate>,
    }
    {
        /// The account that looks after it, of those that work on the project.
        pub owner: Option<Id>,
    }
}

/// What mitigates a risk: where it was not said before.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct RiskMitigation {
    /// Its score with what is done about it.
    #[deserr(default)]
    pub residual: Option<Score>,
    /// What is done about it.
    #[deserr(default)]
    pub response: Option<Prose>,
}

/// A risk, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct RiskView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    #[serde(flatten)]
    pub content: RiskContent,
    /// The account that looks after it.
    #[schema(required = true)]
    pub owner: Option<Reference>,
    /// How critical it is by its residual score, else by its gross one.
    #[schema(required = true)]
    pub criticality: Option<Criticality>,
    /// Whether the day of its review has passed while it is open or mitigated.
    pub overdue_review: bool,
    /// Its state.
    pub state: RiskState,
    #[serde(flatten)]
    pub edits: Edits,
}

impl RiskView {
    /// The risk, as it is today.
    pub fn new(row: Risk, context: &ProjectContext, names: &Names, today: NaiveDate) -> Self {
        let stands = matches!(row.state, RiskState::Open | RiskState::Mitigated);
        let review_on = row.content.review_on.as_deref();
        Self {
            id: row.id,
            project: context.project.reference(),
            owner: row.owner_id.and_then(|id| names.reference(id, Visibility::Full)),
            criticality: Criticality::of(row.weight),
            overdue_review: stands && review_on.is_some_and(|day| *day < today),
            state: row.state,
            edits: Edits::of(&row, names),
            content: row.content,
        }
    }
}

filter! {
    /// Which risks to list.
    pub struct RiskFilter {
        /// Only of this kind.
        pub kind: AnyOf<RiskKind>,
        /// Only in this state.
        pub state: AnyOf<RiskState>,
        /// Only as critical as this.
        pub criticality: AnyOf<Criticality>,
        /// Only those that this account looks after.
        pub owner: AnyOf<Id>,
        /// Only those whose review is overdue, or only those whose is not.
        pub overdue_review: Flag,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order; the most critical first when absent.
        pub sort: RiskSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of risks.
    pub enum RiskSort {
        MostCritical "-criticality" "Les plus critiques d'abord" "Most critical first";
        Newest "-created_at" "Les plus récents d'abord" "Newest first";
    }
}
