//! From rows to what is shown.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{BaselineDateView, BaselineView, PlannedMilestone};
use super::model::Baseline;
use super::queries;
use crate::database::schema::identities;
use crate::milestones::derived::{Standing, missing_evidence, percent};
use crate::milestones::{Dependency, Milestone};
use crate::projects::{self, Scene};
use crate::reference::Reference;
use crate::useful_months::UsefulMonths;

/// Baselines with their dates, in the order of the rows.
pub async fn of_baselines(
    conn: &mut AsyncPgConnection,
    scene: &Scene,
    rows: Vec<Baseline>,
) -> QueryResult<Vec<BaselineView>> {
    let dates = queries::dates(conn, rows.iter().map(|row| row.id).collect()).await?;
    let mut by_baseline: HashMap<Uuid, Vec<BaselineDateView>> = HashMap::new();
    for (date, code, title) in dates {
        let milestone = Reference::coded(date.milestone_id, code, title);
        let baseline_on = date.baseline_on;
        let of_baseline = by_baseline.entry(date.baseline_id).or_default();
        of_baseline.push(BaselineDateView { milestone, baseline_on });
    }
    let names = names(conn, rows.iter().map(|row| row.approved_by).collect()).await?;
    let views = rows.into_iter().map(|row| BaselineView {
        id: row.id,
        project: project_of(scene),
        number: row.number,
        motive: row.motive,
        approved_on: row.approved_on,
        approved_at: row.approved_at,
        approved_by: Reference::account(row.approved_by, names.get(&row.approved_by).cloned(), scene.lens),
        dates: by_baseline.remove(&row.id).unwrap_or_default(),
    });
    Ok(views.collect())
}

/// The milestones just planned, as every answer shows a milestone.
pub async fn of_plan(
    conn: &mut AsyncPgConnection,
    scene: &Scene,
    rows: Vec<Milestone>,
    today: NaiveDate,
) -> QueryResult<Vec<PlannedMilestone>> {
    let clock = projects::clock(conn, &scene.project).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let dependencies = queries::dependencies(conn, &ids).await?;
    let names = names(conn, rows.iter().map(|row| row.updated_by).collect()).await?;
    let by_id: HashMap<Uuid, &Milestone> = rows.iter().map(|row| (row.id, row)).collect();
    let views = rows.iter().map(|row| {
        let editor = names.get(&row.updated_by).cloned();
        PlannedMilestone {
            depends_on: depends_on(row, &dependencies, &by_id),
            updated_by: Reference::account(row.updated_by, editor, scene.lens),
            ..planned(row, scene, clock.as_ref(), today)
        }
    });
    Ok(views.collect())
}

fn planned(row: &Milestone, scene: &Scene, clock: Option<&UsefulMonths>, today: NaiveDate) -> PlannedMilestone {
    let standing = Standing {
        state: row.state,
        forecast_on: Some(row.forecast_on),
        baseline_on: row.baseline_on,
        submitted_on: row.submitted_on,
        verification_days: scene.programme.verification_days,
        clock,
        today,
    };
    PlannedMilestone {
        id: row.id,
        code: row.code.clone(),
        project: project_of(scene),
        track: row.track.clone(),
        title: row.title.clone(),
        description: row.description.clone(),
        acceptance_criteria: row.acceptance_criteria.clone(),
        weight: row.weight,
        state: row.state,
        baseline_on: row.baseline_on,
        forecast_on: row.forecast_on,
        submitted_on: row.submitted_on,
        decided_on: row.decided_on,
        slip_days: standing.slip_days(),
        late: standing.late(),
        behind_baseline: standing.behind_baseline(),
        decision_overdue: standing.decision_overdue(),
        percent: percent(row.state, None),
        required_evidence: row.required_evidence.clone(),
        missing_evidence: missing_evidence(&row.required_evidence, &[]),
        depends_on: Vec::new(),
        version: row.version,
        updated_at: row.updated_at,
        updated_by: None,
    }
}

fn depends_on(row: &Milestone, edges: &[Dependency], by_id: &HashMap<Uuid, &Milestone>) -> Vec<Reference> {
    let own = edges.iter().filter(|edge| edge.milestone_id == row.id);
    own.filter_map(|edge| by_id.get(&edge.depends_on_id))
        .map(|on| Reference::coded(on.id, &on.code, &on.title))
        .collect()
}

fn project_of(scene: &Scene) -> Reference {
    Reference::coded(scene.project.id, &scene.project.code, &scene.project.title)
}

async fn names(conn: &mut AsyncPgConnection, accounts: Vec<Uuid>) -> QueryResult<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = identities::table
        .filter(identities::account_id.eq_any(accounts))
        .select((identities::account_id, identities::name))
        .load(conn)
        .await?;
    Ok(rows.into_iter().collect())
}
