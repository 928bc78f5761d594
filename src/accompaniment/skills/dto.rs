//! What clients send and are shown of skill assessments.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::gains::MeanLevel;
use super::levels::DomainLevels;
use super::model::Moment;
use crate::http::query::{AnyOf, Flag, filter};
use crate::http::wire::{CivilDate, Headcount, Id, Line};
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A new skill assessment.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewSkillAssessment {
    /// When in the accompaniment.
    pub moment: Moment,
    /// The day.
    #[schema(example = "2018-12-03")]
    pub on: CivilDate,
    /// How many people are at each level of each domain.
    #[schema(min_items = 1, max_items = 50)]
    pub levels: Vec<DomainLevels>,
    /// The assessment of the same moment that this one replaces.
    #[deserr(default)]
    #[schema(value_type = Option<Id>)]
    pub corrects: Option<Id>,
}

/// A skill assessment, as it is shown; it is not shown to observers.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkillAssessmentView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// When in the accompaniment.
    pub moment: Moment,
    /// The day.
    pub on: NaiveDate,
    /// How many people are at each level of each domain, and at which in the mean.
    pub levels: Vec<AssessedDomain>,
    /// The assessment that this one replaces.
    #[schema(required = true)]
    pub corrects: Option<Uuid>,
    /// The one that replaces it: then this one counts no more.
    #[schema(required = true)]
    pub corrected_by: Option<Uuid>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Who recorded it.
    pub created_by: Reference,
}

/// A domain, as it was assessed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessedDomain {
    /// The domain.
    pub domain: Line,
    /// How many are at level 0, 1, 2, 3 and 4.
    #[schema(min_items = 5, max_items = 5)]
    pub counts: Vec<Headcount>,
    #[serde(flatten)]
    pub mean: MeanLevel,
}

impl From<DomainLevels> for AssessedDomain {
    fn from(levels: DomainLevels) -> Self {
        Self {
            mean: MeanLevel::of(&levels),
            domain: levels.domain,
            counts: levels.counts,
        }
    }
}

filter! {
    /// Which skill assessments to list.
    pub struct SkillAssessmentFilter {
        /// Only of this moment.
        pub moment: AnyOf<Moment>,
        /// `true`: only those that stand; `false`: only those that were corrected.
        pub standing: Flag,
    }
}
