//! The same JSON as the service's, made by hand.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use tokio_postgres::Row;
use uuid::Uuid;

#[derive(Clone, Serialize)]
pub struct Reference {
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    pub name: String,
}

impl Reference {
    pub fn new(id: Uuid, name: Option<String>) -> Self {
        Self {
            id,
            code: None,
            name: name.unwrap_or_else(|| "—".to_owned()),
        }
    }

    pub fn coded(id: Uuid, code: String, name: String) -> Self {
        Self {
            id,
            code: Some(code),
            name,
        }
    }
}

#[derive(Serialize)]
pub struct Page {
    pub items: Vec<Milestone>,
    pub next: Option<String>,
}

#[derive(Serialize)]
pub struct Milestone {
    pub id: Uuid,
    code: String,
    pub project: Reference,
    track: String,
    title: String,
    description: Option<String>,
    acceptance_criteria: Vec<String>,
    weight: f64,
    state: String,
    baseline_on: Option<NaiveDate>,
    pub forecast_on: NaiveDate,
    started_on: Option<NaiveDate>,
    submitted_on: Option<NaiveDate>,
    decided_on: Option<NaiveDate>,
    resubmit_by: Option<NaiveDate>,
    reduction_percent: Option<i32>,
    slip_days: Option<i64>,
    late: bool,
    behind_baseline: bool,
    decision_overdue: bool,
    percent: i32,
    required_evidence: Vec<String>,
    missing_evidence: Vec<String>,
    depends_on: Vec<Reference>,
    version: i32,
    updated_at: DateTime<Utc>,
    updated_by: Reference,
}

/// What the statements around milestones gave.
pub struct Around {
    evidence: HashMap<Uuid, Vec<String>>,
    dependencies: HashMap<Uuid, Vec<Reference>>,
    percents: HashMap<Uuid, i32>,
    suspensions: HashMap<Uuid, Vec<(NaiveDate, Option<NaiveDate>)>>,
}

impl Around {
    pub fn new([evidence, dependencies, percents, suspensions]: [Vec<Row>; 4]) -> Self {
        let mut around = Self {
            evidence: HashMap::new(),
            dependencies: HashMap::new(),
            percents: percents.iter().map(|row| (row.get(0), row.get(1))).collect(),
            suspensions: HashMap::new(),
        };
        for row in evidence {
            around.evidence.entry(row.get(0)).or_default().push(row.get(1));
        }
        for row in dependencies {
            let on = Reference::coded(row.get(1), row.get(2), row.get(3));
            around.dependencies.entry(row.get(0)).or_default().push(on);
        }
        for row in suspensions {
            around
                .suspensions
                .entry(row.get(0))
                .or_default()
                .push((row.get(1), row.get(2)));
        }
        around
    }

    fn suspended(&self, project: Uuid, since: NaiveDate, before: NaiveDate) -> i64 {
        let ranges = self.suspensions.get(&project).into_iter().flatten();
        ranges
            .map(|(from, until)| days((*from).max(since), until.unwrap_or(before).min(before)))
            .sum()
    }
}

/// The days from one to another.
pub fn days(since: NaiveDate, before: NaiveDate) -> i64 {
    before.signed_duration_since(since).num_days().max(0)
}

impl Milestone {
    /// A row of `statements::milestone` and its like.
    pub fn new(row: &Row, around: &mut Around, today: NaiveDate) -> Self {
        let mut columns = Columns::of(row);
        let id = columns.next();
        let (code, track, title, description, acceptance_criteria) = (
            columns.next(),
            columns.next(),
            columns.next(),
            columns.next(),
            columns.next(),
        );
        let (weight, state): (f64, String) = (columns.next(), columns.next());
        let (baseline_on, forecast_on): (Option<NaiveDate>, NaiveDate) = (columns.next(), columns.next());
        let (started_on, submitted_on, decided_on): (_, Option<NaiveDate>, _) =
            (columns.next(), columns.next(), columns.next());
        let (resubmit_by, reduction_percent) = (columns.next(), columns.next());
        let required_evidence: Vec<String> = columns.next();
        let (version, updated_at, editor) = (columns.next(), columns.next(), columns.next());
        let project = Reference::coded(columns.next(), columns.next(), columns.next());
        let (start, verification_days): (Option<NaiveDate>, i32) = (columns.next(), columns.next());
        let accepted = state.starts_with("accepted");
        let overdue = |due: NaiveDate| {
            let owed = matches!(state.as_str(), "planned" | "in_progress" | "deferred");
            let since = start.map(|start| due.max(start)).filter(|_| owed);
            since.is_some_and(|since| days(since, today) - around.suspended(project.id, since, today) >= 1)
        };
        let waited =
            |on: NaiveDate| today.signed_duration_since(on).num_days() - around.suspended(project.id, on, today);
        let (late, behind_baseline) = (overdue(forecast_on), baseline_on.is_some_and(overdue));
        let decision_overdue =
            state == "submitted" && submitted_on.is_some_and(|on| waited(on) > i64::from(verification_days));
        let reached = submitted_on.filter(|_| accepted).unwrap_or(forecast_on);
        let given = around.evidence.remove(&id).unwrap_or_default();
        Self {
            id,
            code,
            project,
            track,
            title,
            description,
            acceptance_criteria,
            weight,
            baseline_on,
            forecast_on,
            started_on,
            submitted_on,
            decided_on,
            resubmit_by,
            reduction_percent,
            slip_days: baseline_on.map(|on| reached.signed_duration_since(on).num_days()),
            late,
            behind_baseline,
            decision_overdue,
            percent: if accepted {
                100
            } else {
                around.percents.get(&id).copied().unwrap_or(0).clamp(0, 95)
            },
            missing_evidence: required_evidence
                .iter()
                .filter(|kind| !given.contains(kind))
                .cloned()
                .collect(),
            required_evidence,
            depends_on: around.dependencies.remove(&id).unwrap_or_default(),
            version,
            updated_at,
            updated_by: Reference::new(editor, columns.next()),
            state,
        }
    }
}

/// The columns of a row, one after the other: by name each would be searched for.
pub struct Columns<'a> {
    row: &'a Row,
    at: usize,
}

impl<'a> Columns<'a> {
    pub fn of(row: &'a Row) -> Self {
        Self { row, at: 0 }
    }

    pub fn next<T: tokio_postgres::types::FromSql<'a>>(&mut self) -> T {
        self.at += 1;
        self.row.get(self.at - 1)
    }
}
