//! How projects moved, as it is shown.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::likely_end::NoLikelyEnd;
use crate::known::Known;
use crate::milestones::MilestoneState;
use crate::reference::Reference;
use crate::vocabulary::Sentence;

/// A project's plan on a calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineView {
    /// The project.
    pub project: Reference,
    /// The civil date of the reading.
    pub on: NaiveDate,
    /// The first day of the accompaniment; null while none is set.
    #[schema(required = true)]
    pub start: Option<NaiveDate>,
    /// When the useful months are used up; null before the start and while a suspension is open.
    #[schema(required = true)]
    pub planned_end: Option<NaiveDate>,
    /// The planned end if an open suspension ended at once.
    #[schema(required = true)]
    pub earliest_end: Option<NaiveDate>,
    /// The latest forecast of its open milestones.
    #[schema(required = true)]
    pub forecast_end: Option<NaiveDate>,
    /// The day on which it was completed or withdrawn.
    #[schema(required = true)]
    pub ended_on: Option<NaiveDate>,
    /// Its suspensions, by date.
    pub suspensions: Vec<TimelineSuspension>,
    /// Its milestones that were not cancelled, by the day on which they were or are to be reached.
    pub milestones: Vec<TimelineMilestone>,
}

/// A time without useful days.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineSuspension {
    /// Its first day.
    pub from: NaiveDate,
    /// The day work resumes; null while it is open.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
}

/// A milestone on the calendar. To an observer, one that is not accepted has no baseline, no submission and no slip.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineMilestone {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// What is to be reached.
    pub title: String,
    /// Its track.
    #[schema(example = "prototype")]
    pub track: String,
    /// Its state.
    pub state: MilestoneState,
    /// The approved date.
    #[schema(required = true)]
    pub baseline_on: Option<NaiveDate>,
    /// The date expected now.
    pub forecast_on: NaiveDate,
    /// The day on which what awaits a decision, or was accepted, was submitted.
    #[schema(required = true)]
    pub submitted_on: Option<NaiveDate>,
    /// Once accepted, the day on which it was submitted.
    #[schema(required = true)]
    pub actual_on: Option<NaiveDate>,
    /// The actual date, or the forecast, minus the baseline, in calendar days.
    #[schema(required = true)]
    pub slip_days: Option<i64>,
    /// Owed still, and its forecast passed at least one useful day ago.
    pub late: bool,
}

/// A project's progress from its start on.
///
/// What was reached by a past day is what was known at its end: the progress that the portfolio showed then. What was planned goes
/// by the approved baseline as it stands. To an observer, without what was planned and without a likely end.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressCurveView {
    /// The project.
    pub project: Reference,
    /// The civil date of the reading.
    pub on: NaiveDate,
    /// The contracted useful months; null before there is a start.
    #[schema(required = true)]
    pub useful_months: Option<u32>,
    /// When they are used up; null before the start and while a suspension is open.
    #[schema(required = true)]
    pub planned_end: Option<NaiveDate>,
    /// The days on which the curve changes: each value holds until the next. None before there is a start.
    pub points: Vec<CurvePoint>,
    /// How many of the milestones that count have a baseline date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub planned_over: Option<Known>,
    /// How many of the open milestones have a forecast that is not past.
    pub forecast_over: Known,
    /// When it is likely to end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub likely_end: Option<LikelyEnd>,
}

/// A point of a curve, on both axes. Progress is in percent, and null over nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct CurvePoint {
    /// The day.
    pub on: NaiveDate,
    /// The useful months that have passed by then, those to come included: with what is known of suspensions, an open one ended today.
    #[schema(example = 3.39)]
    pub useful_months: f64,
    /// What the baseline plans to be reached before that day; null to an observer too.
    #[schema(example = 40.0, required = true)]
    pub planned: Option<f64>,
    /// What was reached, as it was known at the end of that day; null of days to come.
    #[schema(example = 32.5, required = true)]
    pub actual: Option<f64>,
    /// From today on, what will be reached before that day if the forecasts that are not past are kept; null of past days.
    #[schema(example = 32.5, required = true)]
    pub forecast: Option<f64>,
}

/// When a project is likely to end, by earned schedule on the axis of useful months.
///
/// The baseline would have come to what is earned after `earned_schedule` useful months; it took `time_used`. At that pace
/// (`earned_schedule / time_used`), what was planned to take `planned_duration` takes `planned_duration / pace`. Where data are too
/// few all of it is null, and `reason` says why. Between two baseline dates the plan is taken to go straight, from nothing at the start on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LikelyEnd {
    /// The day; null with a reason.
    #[schema(required = true)]
    pub on: Option<NaiveDate>,
    /// Why none is told.
    #[schema(required = true)]
    pub reason: Option<NoLikelyEnd>,
    /// What is reached of the milestones in the baseline, in percent.
    #[schema(example = 30.0, required = true)]
    pub earned: Option<f64>,
    /// After how many useful months the baseline would have come to that.
    #[schema(example = 3.0, required = true)]
    pub earned_schedule: Option<f64>,
    /// The useful months it took.
    #[schema(example = 4.0, required = true)]
    pub time_used: Option<f64>,
    /// The useful months until the last date of the baseline.
    #[schema(example = 9.0, required = true)]
    pub planned_duration: Option<f64>,
    /// The useful months earned in each that was used.
    #[schema(example = 0.75, required = true)]
    pub pace: Option<f64>,
    /// In words.
    pub sentence: Sentence,
}

/// How the forecasts of a project's milestones moved, from report to report.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneTrendView {
    /// The project.
    pub project: Reference,
    /// The civil date of the reading.
    pub on: NaiveDate,
    /// The days on which a report was published, in order, and that of the reading.
    pub reports: Vec<NaiveDate>,
    /// Its milestones that were not cancelled, by forecast. To an observer, those that are accepted.
    pub milestones: Vec<MilestoneTrend>,
}

/// How a milestone's forecast moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneTrend {
    /// The milestone.
    pub milestone: Reference,
    /// Its state.
    pub state: MilestoneState,
    /// The approved date.
    #[schema(required = true)]
    pub baseline_on: Option<NaiveDate>,
    /// Once accepted, the day on which it was submitted.
    #[schema(required = true)]
    pub actual_on: Option<NaiveDate>,
    /// What was expected as each report was published, as it was known at the end of that day, from when there was the milestone on.
    /// Once accepted, the actual date, and no more after it.
    pub forecasts: Vec<TrendPoint>,
}

/// What was expected of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrendPoint {
    /// On which day.
    pub on: NaiveDate,
    /// The date expected.
    pub forecast_on: NaiveDate,
}

/// The mean progress of a programme's projects that were not withdrawn.
///
/// On the calendar at the beginning of each month and today, and on the axis of useful months: where each project stood when it had
/// used as many. To an observer, without what was planned.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeCurveView {
    /// The programme.
    pub programme: Reference,
    /// The civil date of the reading.
    pub on: NaiveDate,
    /// On the calendar, in order.
    pub by_date: Vec<DateMean>,
    /// After each useful month, from none on.
    pub by_useful_month: Vec<UsefulMonthMean>,
}

/// The mean at a date.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct DateMean {
    /// The day.
    pub on: NaiveDate,
    #[serde(flatten)]
    pub mean: MeanProgress,
}

/// The mean after so many useful months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct UsefulMonthMean {
    /// How many.
    #[schema(example = 3)]
    pub useful_months: u32,
    #[serde(flatten)]
    pub mean: MeanProgress,
}

/// Means over the projects that had begun by then, in percent; null over none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct MeanProgress {
    /// What the baselines plan; null to an observer too.
    #[schema(example = 40.0, required = true)]
    pub planned: Option<f64>,
    /// Over how many projects that is, of how many.
    pub planned_over: Known,
    /// What was reached; null of days to come.
    #[schema(example = 32.5, required = true)]
    pub actual: Option<f64>,
    /// Over how many projects that is, of how many.
    pub actual_over: Known,
    /// What is forecast; null of past days.
    #[schema(example = 32.5, required = true)]
    pub forecast: Option<f64>,
    /// Over how many projects that is, of how many.
    pub forecast_over: Known,
}
