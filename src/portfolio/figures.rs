//! From the rows of a project to its figures, by the rules that hold everywhere. Pure.

use chrono::{NaiveDate, TimeDelta};

use super::dto::{Counts, MilestoneBrief, PortfolioEffort, PortfolioHealth, PortfolioMilestones, PortfolioProject};
use super::queries::{Effort, PortfolioMilestone, PortfolioRows, ProjectRows};
use crate::access::Visibility;
use crate::known::Known;
use crate::milestones::MilestoneState;
use crate::milestones::derived::{BaselineDate, MilestoneDates, Share, expected_progress, percent, progress};
use crate::programmes::Programme;
use crate::projects::ProjectState;
use crate::readiness::{ReadinessCounts, Settings, assess};
use crate::reference::Reference;
use crate::suspensions::ClockView;
use crate::suspensions::Suspension;
use crate::useful_months::{Reading, UsefulMonths};
use crate::vocabulary::CodeList;

/// What every figure of a portfolio is read in.
#[derive(Clone, Copy, Debug)]
pub struct PortfolioContext<'a> {
    pub programme: &'a Programme,
    pub rows: &'a PortfolioRows,
    pub visibility: Visibility,
    pub today: NaiveDate,
}

impl PortfolioContext<'_> {
    /// A project on the dashboard.
    pub fn project(&self, rows: &ProjectRows) -> PortfolioProject {
        let (project, milestones, suspensions) = (&rows.project, &rows.milestones, &rows.suspensions);
        let months = u32::try_from(i64::from(project.useful_months) + rows.added_months).unwrap_or_default();
        let clock = project.started_on.map(|start| {
            let ranges = suspensions.iter().map(Suspension::range);
            UsefulMonths::new(start, months, ranges, project.ended_on)
        });
        let reading = clock.as_ref().map_or_else(
            || Reading::before_start(self.today, None, months),
            |clock| clock.reading(self.today),
        );
        let standing = |row: &PortfolioMilestone| self.standing(row, clock.as_ref());
        let brief = |row: &PortfolioMilestone| brief(row, standing(row).late());
        let (late, owed): (Vec<_>, Vec<_>) = milestones
            .iter()
            .filter(|row| row.state.is_being_worked_on())
            .map(brief)
            .partition(|row| row.late);
        let shares: Vec<Share> = milestones.iter().map(|row| self.share(row)).collect();
        let expected = expected_progress(&shares, clock.as_ref(), self.today);
        let open = milestones.iter().filter(|row| row.state.is_open());
        PortfolioProject {
            id: project.id,
            code: project.code.clone(),
            title: project.title.clone(),
            laureate: Reference::new(project.organisation_id, &rows.laureate),
            state: project.state,
            health: self.health(rows),
            clock: ClockView::new(reading, suspensions, self.visibility),
            progress: progress(&shares).map(rounded),
            expected_progress: expected.percent.map(rounded),
            expected_over: Known {
                known: expected.known,
                of: expected.of,
            },
            milestones: PortfolioMilestones {
                by_state: counts_of::<MilestoneState>(milestones.iter().map(|row| row.state)),
                by_track: self.by_track(milestones),
                late: late.len(),
                decision_overdue: milestones.iter().filter(|row| standing(row).decision_overdue()).count(),
            },
            forecast_end: open.map(|row| row.forecast_on).max(),
            next_milestone: owed.into_iter().next(),
            late_milestones: late,
            effort: effort(rows),
            last_report_on: rows.report.map(|report| report.published_on),
            readiness: self.readiness(rows),
            top_risk: (self.visibility == Visibility::Full).then_some(rows.top_risk),
            data_blocked: (self.visibility == Visibility::Full).then_some(rows.data_blocked),
        }
    }

    fn standing<'c>(&self, row: &PortfolioMilestone, clock: Option<&'c UsefulMonths>) -> MilestoneDates<'c> {
        MilestoneDates {
            state: row.state,
            forecast_on: Some(row.forecast_on),
            baseline_on: row.baseline_on,
            submitted_on: row.submitted_on,
            verification_days: self.programme.verification_days,
            clock,
            today: self.today,
        }
    }

    fn share(&self, row: &PortfolioMilestone) -> Share {
        let latest = self.rows.percents.get(&row.id).copied().flatten();
        let approved = self.rows.approvals.get(&row.id).copied();
        Share {
            state: row.state,
            weight: row.weight,
            percent: percent(row.state, latest),
            baseline: row.baseline_on.map(|on| BaselineDate {
                on,
                approved_on: approved.unwrap_or(on),
            }),
        }
    }

    /// Stale data is shown with its date (domain.md, invariant 9). Of a project that does not run
    /// nothing new is expected.
    fn health(&self, rows: &ProjectRows) -> PortfolioHealth {
        let cadence = TimeDelta::days(i64::from(self.programme.reporting_cadence_days));
        let is_old = |day: NaiveDate| self.today.signed_duration_since(day) > cadence;
        let running = rows.project.state == ProjectState::Running;
        let known = rows
            .report
            .map(|report| report.published_on)
            .or(rows.project.started_on);
        PortfolioHealth {
            overall: rows.report.map(|report| report.overall),
            on: rows.report.map(|report| report.published_on),
            stale: running && known.is_some_and(is_old),
        }
    }

    /// How many of its gates stand how.
    fn readiness(&self, rows: &ProjectRows) -> ReadinessCounts {
        let facts = self.rows.facts.of(rows.project.id);
        ReadinessCounts::of(&assess(facts, Settings::of(self.programme), &rows.waivers))
    }

    fn by_track(&self, milestones: &[PortfolioMilestone]) -> Counts {
        let number = |track: &String| milestones.iter().filter(|row| row.track == *track).count();
        let tracks = self.rows.tracks.iter();
        tracks.map(|track| (track.clone(), number(track))).collect()
    }
}

/// How many there are of each code, of those there are none too.
pub fn counts_of<T: CodeList>(members: impl IntoIterator<Item = T>) -> Counts {
    let mut counts: Counts = T::CODES.iter().map(|code| ((*code).to_owned(), 0)).collect();
    for member in members {
        *counts.entry(member.code().to_owned()).or_default() += 1;
    }
    counts
}

/// To two decimals, for display.
pub fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn effort(rows: &ProjectRows) -> PortfolioEffort {
    let over = |(_, known, of): Effort| Known::new(known, of);
    PortfolioEffort {
        logged_days: rows.logged.0.unwrap_or_default(),
        logged_over: over(rows.logged),
        ordered_days: rows.ordered.0,
        ordered_over: over(rows.ordered),
    }
}

fn brief(row: &PortfolioMilestone, late: bool) -> MilestoneBrief {
    MilestoneBrief {
        id: row.id,
        code: row.code.clone(),
        title: row.title.clone(),
        track: row.track.clone(),
        state: row.state,
        forecast_on: row.forecast_on,
        late,
    }
}
