//! The effect of a change on the clock and on every milestone: what a dry run answers.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{Admitted, ApiResult, Done};
use crate::milestones::derived::MilestoneDates;
use crate::milestones::{self, Milestone, MilestoneState};
use crate::projects::{self, ProjectContext};
use crate::suspensions::ClockView;
use crate::useful_months::UsefulMonths;

/// What would be, and what is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Effect {
    /// The clock, today, as it would be.
    pub clock: ClockView,
    /// The project's milestones as they would be, by present forecast.
    pub milestones: Vec<MovedMilestone>,
}

/// A milestone as it would be, beside what it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedMilestone {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    #[schema(example = "AMI-IA-2018-ASN-M01")]
    pub code: String,
    /// Its track.
    #[schema(example = "prototype")]
    pub track: String,
    /// What it is called.
    pub title: String,
    /// Its state, which no suspension changes.
    pub state: MilestoneState,
    /// Its baseline date, which no suspension changes.
    #[schema(required = true)]
    pub baseline_on: Option<NaiveDate>,
    /// Its forecast as it would be.
    #[schema(example = "2019-07-14")]
    pub forecast_on: NaiveDate,
    /// Its forecast as it is.
    #[schema(example = "2019-06-09")]
    pub forecast_on_now: NaiveDate,
    /// Whether it would be late.
    pub late: bool,
    /// Whether it is late.
    pub late_now: bool,
    /// Whether it would be behind its baseline.
    pub behind_baseline: bool,
}

/// A project before the change: taken once its row is locked.
#[derive(Debug)]
pub struct Before {
    clock: Option<UsefulMonths>,
    milestones: Vec<Milestone>,
}

impl Before {
    /// The project as it stands; nothing where no dry run asks for it.
    pub async fn of(change: &mut Admitted<'_>, context: &ProjectContext, dry_run: bool) -> ApiResult<Option<Self>> {
        if !dry_run {
            return Ok(None);
        }
        Ok(Some(Self {
            clock: projects::clock(change.conn(), context.project.id).await?,
            milestones: milestones::of_project(change.conn(), context.project.id).await?,
        }))
    }

    /// Answers with what the change did, and lets nothing of it remain.
    pub async fn effect(self, change: &mut Admitted<'_>, context: &ProjectContext) -> ApiResult<Done> {
        let today = change.today(context.programme.zone());
        let after = projects::clock(change.conn(), context.project.id).await?;
        let changed = milestones::of_project(change.conn(), context.project.id).await?;
        let mut changed: HashMap<Uuid, Milestone> = changed.into_iter().map(|row| (row.id, row)).collect();
        let clock = ClockView::load(change.conn(), &context.project, today, context.visibility).await?;
        let read = |row: &Milestone, clock: Option<&UsefulMonths>| lateness(row, clock, context, today);
        let moved = self.milestones.iter().filter_map(|now| {
            let then = changed.remove(&now.id)?;
            let (late_now, _) = read(now, self.clock.as_ref());
            let (late, behind_baseline) = read(&then, after.as_ref());
            Some(MovedMilestone {
                id: then.id,
                code: then.code,
                track: then.track,
                title: then.title,
                state: then.state,
                baseline_on: then.baseline_on,
                forecast_on: then.forecast_on,
                forecast_on_now: now.forecast_on,
                late,
                late_now,
                behind_baseline,
            })
        });
        let effect = Effect {
            clock,
            milestones: moved.collect(),
        };
        change.dry_run(&effect)
    }
}

/// Whether a milestone is late, and behind its baseline, by a clock.
fn lateness(row: &Milestone, clock: Option<&UsefulMonths>, context: &ProjectContext, today: NaiveDate) -> (bool, bool) {
    let dates = MilestoneDates {
        state: row.state,
        forecast_on: Some(row.forecast_on),
        baseline_on: row.baseline_on,
        submitted_on: row.submitted_on,
        verification_days: context.programme.verification_days,
        clock,
        today,
    };
    (dates.late(), dates.behind_baseline())
}
