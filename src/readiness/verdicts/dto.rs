//! What clients send and are shown of verdicts.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::Prose;
use crate::readiness::dto::AssessmentView;
use crate::reference::Reference;
use crate::shape::ShapeFaults;
use crate::vocabulary::ReadinessVerdict;

/// A new verdict.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewVerdict {
    /// Whether the project is ready.
    pub verdict: ReadinessVerdict,
    /// Why.
    #[schema(value_type = Prose, example = "Le prototype a convaincu les inspecteurs, la passation est complète.")]
    pub motive: Prose,
}

/// A verdict, as it is shown; never to an observer.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerdictView {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Reference,
    /// Whether it is ready.
    pub verdict: ReadinessVerdict,
    /// Why.
    pub motive: String,
    /// The gates as they stood then.
    #[serde(flatten)]
    pub assessment: AssessmentView,
    /// The verdict that was pronounced next; none of the one that stands.
    #[schema(required = true)]
    pub superseded_by: Option<Uuid>,
    /// The day on which it was pronounced, where the programme is.
    pub on: NaiveDate,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: Reference,
}

filter! {
    /// Which verdicts to list.
    pub struct VerdictFilter {
        /// Only these.
        pub verdict: AnyOf<ReadinessVerdict>,
        /// Only those that stand, or only those that were superseded.
        pub standing: Flag,
    }
}
