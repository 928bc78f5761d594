//! What is derived of milestones and never stored (domain.md, "Milestones"): lateness, slip,
//! percent, progress and expected progress.

use chrono::{NaiveDate, TimeDelta};

use super::life::MilestoneState;
use crate::civil::days_from;
use crate::useful_months::UsefulMonths;

/// An open milestone is never done, whatever its entries say.
const MOST_BEFORE_ACCEPTANCE: i32 = 95;

/// A milestone's state and dates, read on one day.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneDates<'a> {
    /// Its state.
    pub state: MilestoneState,
    /// What is expected now.
    pub forecast_on: Option<NaiveDate>,
    /// What the last approved baseline says.
    pub baseline_on: Option<NaiveDate>,
    /// The day of the submission that awaits a decision or was accepted.
    pub submitted_on: Option<NaiveDate>,
    /// How many days the programme gives itself to decide.
    pub verification_days: i32,
    /// The project's clock; `None` while it has no start.
    pub clock: Option<&'a UsefulMonths>,
    /// The civil date of the reading.
    pub today: NaiveDate,
}

impl MilestoneDates<'_> {
    /// Owed still, and the forecast (else the baseline) passed at least one useful day ago.
    pub fn late(&self) -> bool {
        self.overdue_since(self.forecast_on.or(self.baseline_on))
    }

    /// The same against the baseline, so that pushing the forecast hides nothing.
    pub fn behind_baseline(&self) -> bool {
        self.overdue_since(self.baseline_on)
    }

    /// Submitted for more than the verification days. Suspended time is never lateness, of those
    /// who decide neither.
    pub fn decision_overdue(&self) -> bool {
        let Some(submitted_on) = self.submitted_on else {
            return false;
        };
        let suspended = suspended_days(self.clock, submitted_on, self.today);
        let waited = self.today.signed_duration_since(submitted_on).num_days() - suspended;
        self.state == MilestoneState::Submitted && waited > i64::from(self.verification_days)
    }

    /// The forecast, or the actual date once accepted, minus the baseline, in calendar days;
    /// negative when early, `None` without a baseline.
    pub fn slip_days(&self) -> Option<i64> {
        let actual = self.submitted_on.filter(|_| self.state.is_accepted());
        let reached = actual.or(self.forecast_on)?;
        Some(reached.signed_duration_since(self.baseline_on?).num_days())
    }

    /// Suspended time is never lateness, nor is time before the start: only useful days count.
    fn overdue_since(&self, due: Option<NaiveDate>) -> bool {
        let (Some(due), Some(clock)) = (due, self.clock) else {
            return false;
        };
        self.state.is_being_worked_on() && clock.useful_days_between(due, self.today) >= 1
    }
}

/// The first civil date on which a submission still undecided is accepted tacitly, at 00:00: the
/// day after `verification_days` whole calendar days. Suspensions do not stretch this delay.
pub fn tacit_acceptance_on(submitted_on: NaiveDate, verification_days: i32) -> Option<NaiveDate> {
    submitted_on.checked_add_signed(TimeDelta::try_days(i64::from(verification_days) + 1)?)
}

/// The required evidence types that are not among those given, in the order required, each once.
pub fn missing_evidence<T: Clone + PartialEq>(required: &[T], given: &[T]) -> Vec<T> {
    let mut missing: Vec<T> = Vec::new();
    for kind in required {
        if !given.contains(kind) && !missing.contains(kind) {
            missing.push(kind.clone());
        }
    }
    missing
}

/// The progress of one milestone: 100 once accepted, with or without reduction; else the percent
/// of its latest entry, at most 95; 0 if none.
///
/// The latest is by `occurred_on`, then by recording, corrected entries aside.
pub fn percent(state: MilestoneState, latest_entry: Option<i32>) -> i32 {
    if state.is_accepted() {
        100
    } else {
        latest_entry.unwrap_or(0).clamp(0, MOST_BEFORE_ACCEPTANCE)
    }
}

/// What a milestone weighs in its project's progress.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Its state.
    pub state: MilestoneState,
    /// Its weight, above 0.
    pub weight: f64,
    /// Its progress, see [`percent`].
    pub percent: i32,
    /// Its approved date, if it has one.
    pub baseline: Option<BaselineDate>,
}

/// A milestone's date in an approved baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaselineDate {
    /// The date.
    pub on: NaiveDate,
    /// The civil date on which that baseline was approved.
    pub approved_on: NaiveDate,
}

impl BaselineDate {
    /// The date as it stands at `t`: moved by the days, up to `t`, that were suspended after the
    /// baseline, so that the plan does not run on while the project stands still.
    ///
    /// After the baseline is after its approval, or after the date itself where that was already
    /// past when it was approved.
    pub fn moved(&self, clock: Option<&UsefulMonths>, t: NaiveDate) -> NaiveDate {
        let suspended = suspended_days(clock, self.approved_on.min(self.on), t);
        TimeDelta::try_days(suspended)
            .and_then(|days| self.on.checked_add_signed(days))
            .unwrap_or(NaiveDate::MAX)
    }

    /// The day as of which it is expected to be reached, the first after the date as it stands; `None` where an open suspension
    /// comes before.
    pub fn expected_from(&self, clock: &UsefulMonths) -> Option<NaiveDate> {
        self.after(clock, 1)
    }

    /// The date as it stands with all that this clock knows; `None` where an open suspension comes before.
    pub fn stands_on(&self, clock: &UsefulMonths) -> Option<NaiveDate> {
        self.after(clock, 0)
    }

    fn after(&self, clock: &UsefulMonths, days: i64) -> Option<NaiveDate> {
        let since = self.approved_on.min(self.on);
        clock.date_after(since, days_from(since, self.on) + days)
    }
}

/// An aggregate that says over how many it was made (domain.md, invariant 8).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aggregate {
    /// The value, from 0 to 100; `None` over nothing.
    pub percent: Option<f64>,
    /// How many of the milestones that count have what it takes.
    pub known: usize,
    /// How many milestones count: those not cancelled.
    pub of: usize,
}

/// The progress of a project: the weighted mean over milestones not cancelled; over nothing,
/// `None` and not 0.
pub fn progress(milestones: &[Share]) -> Option<f64> {
    weighted_mean(standing(milestones).map(|share| (share.weight, f64::from(share.percent))))
}

/// The progress that the baseline expects at `t`: the weighted share, in percent, of milestones
/// whose baseline date, moved by the suspended days that came after the baseline, is before `t`.
///
/// Among the milestones not cancelled that have a baseline date; `None` when there is none.
pub fn expected_progress(milestones: &[Share], clock: Option<&UsefulMonths>, t: NaiveDate) -> Aggregate {
    let baselined: Vec<(f64, BaselineDate)> = standing(milestones)
        .filter_map(|share| Some((share.weight, share.baseline?)))
        .collect();
    let expected = |date: &BaselineDate| if date.moved(clock, t) < t { 100.0 } else { 0.0 };
    Aggregate {
        percent: weighted_mean(baselined.iter().map(|(weight, date)| (*weight, expected(date)))),
        known: baselined.len(),
        of: standing(milestones).count(),
    }
}

/// Those that count: a cancelled milestone is no part of a project's progress.
fn standing(milestones: &[Share]) -> impl Iterator<Item = &Share> {
    milestones
        .iter()
        .filter(|share| share.state != MilestoneState::Cancelled)
}

fn weighted_mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (weights, sum) = parts.fold((0.0, 0.0), |(weights, sum), (weight, value)| {
        (weights + weight, sum + weight * value)
    });
    (weights > 0.0).then(|| sum / weights)
}

fn suspended_days(clock: Option<&UsefulMonths>, since: NaiveDate, before: NaiveDate) -> i64 {
    clock.map_or(0, |clock| clock.suspended_days_between(since, before))
}
