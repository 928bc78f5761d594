//! A milestone as it is shown, with what is derived of it: one loader for one or many.

use std::collections::{BTreeSet, HashMap};
use std::future::ready;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join3;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::derived::{self, MilestoneDates};
use super::life::MilestoneState;
use super::model::Milestone;
use super::related::{self, Related};
use crate::access::Visibility;
use crate::projects::{ClockParts, ProjectContext};
use crate::reference::Reference;
use crate::useful_months::UsefulMonths;

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

/// The views of milestones of one project, in the order of `rows`: one round trip, however many.
pub async fn load(
    conn: &AsyncPgConnection,
    context: &ProjectContext,
    rows: Vec<Milestone>,
    today: NaiveDate,
) -> QueryResult<Vec<MilestoneView>> {
    let contexts = HashMap::from([(context.project.id, context.clone())]);
    load_across(conn, ready(Ok(contexts)), rows, today).await
}

/// The view of one milestone.
pub async fn load_one(
    conn: &AsyncPgConnection,
    context: &ProjectContext,
    row: Milestone,
    today: NaiveDate,
) -> QueryResult<MilestoneView> {
    let mut views = load(conn, context, vec![row], today).await?;
    views.pop().ok_or(diesel::result::Error::NotFound)
}

/// The views of milestones of several projects, in the order of `rows`; `contexts` are the projects
/// by id, loaded in the same round trip, and a milestone of any other is left out.
pub async fn load_across(
    conn: &AsyncPgConnection,
    contexts: impl Future<Output = QueryResult<HashMap<Uuid, ProjectContext>>>,
    rows: Vec<Milestone>,
    today: NaiveDate,
) -> QueryResult<Vec<MilestoneView>> {
    let projects: BTreeSet<Uuid> = rows.iter().map(|row| row.project_id).collect();
    let (contexts, mut related, parts) = try_join3(
        contexts,
        related::load(conn, &rows),
        ClockParts::load(conn, projects.into_iter().collect()),
    )
    .await?;
    let clocks: HashMap<Uuid, UsefulMonths> = contexts
        .values()
        .filter_map(|context| Some((context.project.id, parts.clock(&context.project)?)))
        .collect();
    let views = rows.into_iter().filter_map(|row| {
        let context = contexts.get(&row.project_id)?;
        Some(MilestoneView::new(
            row,
            context,
            clocks.get(&context.project.id),
            &mut related,
            today,
        ))
    });
    Ok(views.collect())
}

impl MilestoneView {
    fn new(
        row: Milestone,
        context: &ProjectContext,
        clock: Option<&UsefulMonths>,
        related: &mut Related,
        today: NaiveDate,
    ) -> Self {
        let standing = MilestoneDates {
            state: row.state,
            forecast_on: Some(row.forecast_on),
            baseline_on: row.baseline_on,
            submitted_on: row.submitted_on,
            verification_days: context.programme.verification_days,
            clock,
            today,
        };
        let texts = context.visibility == Visibility::Full;
        let facts = texts || row.state.is_accepted();
        let given = related.evidence.remove(&row.id).unwrap_or_default();
        let missing = derived::missing_evidence(&row.required_evidence, &given);
        let percent = derived::percent(row.state, related.percents.get(&row.id).copied());
        Self {
            id: row.id,
            project: context.project.reference(),
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
            depends_on: facts.then(|| related.dependencies.remove(&row.id).unwrap_or_default()),
            version: facts.then_some(row.version),
            updated_at: facts.then_some(row.updated_at),
            updated_by: related.editors.reference(row.updated_by, context.visibility),
            code: row.code,
            track: row.track,
            title: row.title,
        }
    }
}
