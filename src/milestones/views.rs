//! A milestone as it is shown, with what is derived of it: one view for one or many.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join_all;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::derived::{self, MilestoneDates};
use super::details::{self, MilestoneRow};
use super::life::MilestoneState;
use super::model::Milestone;
use crate::access::Visibility;
use crate::database::Json;
use crate::programmes::Programme;
use crate::projects::ProjectContext;
use crate::reference::Reference;

/// A milestone, as it is shown.
///
/// To an observer, one that is not accepted shows its identity, track, title, state, forecast and
/// lateness; an accepted one everything but accounts. The other fields are absent.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneView {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    #[schema(example = "AMI-IA-2018-ASN-M01")]
    pub code: String,
    /// Its project.
    pub project: Reference,
    /// Its track.
    #[schema(example = "prototype")]
    pub track: String,
    /// What is to be reached.
    #[schema(example = "Prototype essayé avec les inspecteurs")]
    pub title: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub description: Option<Option<String>>,
    /// What must hold for it to be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub acceptance_criteria: Option<Vec<String>>,
    /// Its weight in the project's progress.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 1.0)]
    pub weight: Option<f64>,
    /// Its state.
    pub state: MilestoneState,
    /// The approved date; null before a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>)]
    pub baseline_on: Option<Option<NaiveDate>>,
    /// The date expected now.
    #[schema(example = "2019-06-14")]
    pub forecast_on: NaiveDate,
    /// The day work on it started.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>)]
    pub started_on: Option<Option<NaiveDate>>,
    /// The day of the latest submission, unless it was withdrawn; once accepted, the actual date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>)]
    pub submitted_on: Option<Option<NaiveDate>>,
    /// The day it was decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>)]
    pub decided_on: Option<Option<NaiveDate>>,
    /// Until when a deferred milestone is to be submitted again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<NaiveDate>)]
    pub resubmit_by: Option<Option<NaiveDate>>,
    /// How much an acceptance with reduction took off, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i32>)]
    pub reduction_percent: Option<Option<i32>>,
    /// The forecast, or the actual date once accepted, minus the baseline, in calendar days.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>, example = 12)]
    pub slip_days: Option<Option<i64>>,
    /// Owed still, and its forecast passed at least one useful day ago.
    pub late: bool,
    /// The same against the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub behind_baseline: Option<bool>,
    /// Submitted for longer than the programme gives itself to decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub decision_overdue: Option<bool>,
    /// Its progress: 100 once accepted, at most 95 before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 60)]
    pub percent: Option<i32>,
    /// The types of evidence without which it cannot be submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["source_code", "user_trial_report"]))]
    pub required_evidence: Option<Vec<String>>,
    /// Those of them that it does not have yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["user_trial_report"]))]
    pub missing_evidence: Option<Vec<String>>,
    /// The milestones that must be accepted before it can be submitted, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub depends_on: Option<Vec<Reference>>,
    /// The number of the last edit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i32>,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Whose it was; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

/// The view of one milestone as it is in the transaction in progress.
pub async fn load_one(
    conn: &AsyncPgConnection,
    context: &ProjectContext,
    row: Milestone,
    today: NaiveDate,
) -> QueryResult<MilestoneView> {
    let details = details::load(conn, row.id).await?;
    Ok(MilestoneRow {
        milestone: row,
        details,
    }
    .seen_in(context, today))
}

/// The views of milestones of a project as they are in the transaction in progress, in the order of the rows.
pub async fn load(
    conn: &AsyncPgConnection,
    context: &ProjectContext,
    rows: Vec<Milestone>,
    today: NaiveDate,
) -> QueryResult<Vec<MilestoneView>> {
    let views = rows.into_iter().map(|row| load_one(conn, context, row, today));
    try_join_all(views).await
}

impl MilestoneRow {
    /// How it is shown to whoever sees its project so.
    pub fn seen_in(self, context: &ProjectContext, today: NaiveDate) -> MilestoneView {
        self.view(&context.programme, context.visibility, today)
    }

    /// How it is shown to whoever is shown so much of its project.
    pub fn view(self, programme: &Programme, visibility: Visibility, today: NaiveDate) -> MilestoneView {
        let (row, Json(details)) = (self.milestone, self.details);
        let clock = details.clock.clock();
        let standing = MilestoneDates {
            state: row.state,
            forecast_on: Some(row.forecast_on),
            baseline_on: row.baseline_on,
            submitted_on: row.submitted_on,
            verification_days: programme.verification_days,
            clock: clock.as_ref(),
            today,
        };
        let texts = visibility == Visibility::Full;
        let facts = texts || row.state.is_accepted();
        let missing = derived::missing_evidence(&row.required_evidence, &details.evidence);
        let percent = derived::percent(row.state, details.percent);
        MilestoneView {
            id: row.id,
            project: details.project,
            state: row.state,
            forecast_on: row.forecast_on,
            late: standing.late(),
            description: facts.then_some(row.description),
            acceptance_criteria: facts.then_some(row.acceptance_criteria),
            weight: facts.then_some(row.weight),
            baseline_on: facts.then_some(row.baseline_on),
            started_on: facts.then_some(row.started_on),
            submitted_on: facts.then_some(row.submitted_on),
            decided_on: facts.then_some(row.decided_on),
            resubmit_by: facts.then_some(row.resubmit_by),
            reduction_percent: facts.then_some(row.reduction_percent),
            slip_days: facts.then_some(standing.slip_days()),
            behind_baseline: facts.then_some(standing.behind_baseline()),
            decision_overdue: facts.then_some(standing.decision_overdue()),
            percent: facts.then_some(percent),
            required_evidence: facts.then_some(row.required_evidence),
            missing_evidence: facts.then_some(missing),
            depends_on: facts.then_some(details.depends_on),
            version: facts.then_some(row.version),
            updated_at: facts.then_some(row.updated_at),
            updated_by: Reference::account(row.updated_by, details.editor, visibility),
            code: row.code,
            track: row.track,
            title: row.title,
        }
    }
}
