//! What clients send and are shown of plans and baselines.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::query::filter;
use crate::http::wire::Prose;
use crate::milestones::MilestoneView;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// The approval of a baseline.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewBaseline {
    /// Why another baseline is approved; the first needs no motive.
    #[deserr(default)]
    #[schema(example = "Avenant du 3 mars.")]
    pub motive: Option<Prose>,
}

/// An approved baseline, as it is shown. It never changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct BaselineView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// Its number in the project, from 1; the last one counts.
    #[schema(example = 1)]
    pub number: i32,
    /// Why it was approved.
    #[schema(required = true)]
    pub motive: Option<String>,
    /// The civil date of its approval.
    #[schema(example = "2018-12-03")]
    pub approved_on: NaiveDate,
    /// The instant of its approval.
    pub approved_at: DateTime<Utc>,
    /// Who approved it.
    #[schema(required = true)]
    pub approved_by: Option<Reference>,
    /// The dates it fixed, by date.
    pub dates: Vec<BaselineDateView>,
}

/// The date that a baseline fixed for a milestone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BaselineDateView {
    /// The milestone.
    pub milestone: Reference,
    /// Its date.
    #[schema(example = "2019-06-09")]
    pub baseline_on: NaiveDate,
}

filter! {
    /// In which order to list baselines.
    pub struct BaselineFilter {
        /// The order; `-number`, the newest first, when absent.
        pub sort: BaselineSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of baselines.
    pub enum BaselineSort {
        Newest "-number" "Les plus récentes d'abord" "Newest first";
        Oldest "number" "Les plus anciennes d'abord" "Oldest first";
    }
}

/// What a plan answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// The milestones, in the template's order.
    pub items: Vec<MilestoneView>,
}
