//! What clients send and are shown; none of it is shown to an observer.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Decision, Observation, Outcome, Submission};
use crate::access::Visibility;
use crate::http::wire::Prose;
use crate::milestones::Milestone;
use crate::milestones::evidence::EvidenceView;
use crate::organisations::{OrganisationReference, OrganisationReferences};
use crate::reference::Names;
use crate::reference::Reference;
use crate::shape::ShapeFaults;

/// A submission, with the evidence it was made with.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmissionView {
    /// Its id.
    pub id: Uuid,
    /// The milestone.
    pub milestone: Reference,
    /// 1 for the first of its milestone.
    #[schema(example = 1)]
    pub number: i32,
    /// The evidence it was made with, oldest first; what was added later is not in it.
    pub evidence: Vec<EvidenceView>,
    /// The day.
    pub submitted_on: NaiveDate,
    /// The instant.
    pub submitted_at: DateTime<Utc>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub submitted_by: Option<Reference>,
    /// The organisation of who submitted.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
    /// The day it was withdrawn.
    #[schema(required = true)]
    pub withdrawn_on: Option<NaiveDate>,
}

/// A decision on a submission.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionView {
    /// Its id.
    pub id: Uuid,
    /// The milestone.
    pub milestone: Reference,
    /// The submission decided on.
    pub submission: Uuid,
    /// How.
    pub outcome: Outcome,
    /// Why.
    #[schema(required = true)]
    pub motive: Option<String>,
    /// How much an acceptance with reduction took off, in percent.
    #[schema(required = true)]
    pub reduction_percent: Option<i32>,
    /// Until when a deferred milestone is to be submitted again.
    #[schema(required = true)]
    pub resubmit_by: Option<NaiveDate>,
    /// Whether it was accepted for want of a decision in time.
    pub tacit: bool,
    /// The day.
    pub decided_on: NaiveDate,
    /// The instant.
    pub decided_at: DateTime<Utc>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub decided_by: Option<Reference>,
    /// The organisation that decided; null for a tacit acceptance.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
}

/// What the provider or the laureate has to say of a decision.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewObservation {
    /// What is said.
    #[schema(example = "Le bilan couvre aussi les faux négatifs, page 12.")]
    pub text: Prose,
}

/// An observation on a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObservationView {
    /// Its id.
    pub id: Uuid,
    /// The decision.
    pub decision: Uuid,
    /// What is said.
    #[schema(example = "Le bilan couvre aussi les faux négatifs, page 12.")]
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub author: Option<Reference>,
}

impl SubmissionView {
    /// A submission and its evidence.
    pub fn new(
        row: Submission,
        evidence: Vec<EvidenceView>,
        milestone: &Milestone,
        names: &Names,
        organisations: &OrganisationReferences,
    ) -> Self {
        Self {
            id: row.id,
            milestone: milestone.reference(),
            number: row.number,
            evidence,
            submitted_on: row.submitted_on,
            submitted_at: row.submitted_at,
            submitted_by: names.reference(row.submitted_by, Visibility::Full),
            organisation: row.organisation_id.map(|id| organisations.to(id)),
            withdrawn_on: row.withdrawn_on,
        }
    }
}

impl DecisionView {
    /// A decision.
    pub fn new(row: Decision, milestone: &Milestone, names: &Names, organisations: &OrganisationReferences) -> Self {
        Self {
            id: row.id,
            milestone: milestone.reference(),
            submission: row.submission_id,
            outcome: row.outcome,
            motive: row.motive,
            reduction_percent: row.reduction_percent,
            resubmit_by: row.resubmit_by,
            tacit: row.tacit,
            decided_on: row.decided_on,
            decided_at: row.decided_at,
            decided_by: names.reference(row.decided_by, Visibility::Full),
            organisation: row.organisation_id.map(|id| organisations.to(id)),
        }
    }
}

impl ObservationView {
    /// An observation.
    pub fn new(row: Observation, names: &Names) -> Self {
        Self {
            id: row.id,
            decision: row.decision_id,
            text: row.text,
            created_at: row.created_at,
            author: names.reference(row.author_id, Visibility::Full),
        }
    }
}
