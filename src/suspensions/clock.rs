//! The useful-months clock of a project, as it is shown (api.md, shape `clock`).

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Suspension, in_force};
use crate::access::Visibility;
use crate::projects::{self, Project};
use crate::useful_months::{Reading, UsefulMonths};

/// The clock read on one civil date. Before the start every derived value is null.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClockView {
    /// The civil date of the reading.
    #[schema(example = "2019-03-04")]
    pub as_of: NaiveDate,
    /// The first day of the accompaniment; null while none is set.
    #[schema(example = "2018-11-21", required = true)]
    pub start: Option<NaiveDate>,
    /// The contracted useful months, extensions included.
    #[schema(example = 10)]
    pub useful_months: u32,
    /// Useful days elapsed; they stop on the day the project ended.
    #[schema(example = 103, required = true)]
    pub useful_days_used: Option<i64>,
    /// The useful months in days.
    #[schema(example = 304, required = true)]
    pub total_days: Option<i64>,
    /// Useful months elapsed, to two decimals.
    #[schema(example = 3.39, required = true)]
    pub useful_months_used: Option<f64>,
    /// When the useful months are used up; null also while a suspension is open.
    #[schema(example = "2019-09-21", required = true)]
    pub planned_end: Option<NaiveDate>,
    /// The planned end if an open suspension ended at once.
    #[schema(example = "2019-09-21", required = true)]
    pub earliest_end: Option<NaiveDate>,
    /// Useful days used beyond those contracted.
    #[schema(example = 0, required = true)]
    pub overrun_days: Option<i64>,
    /// Whether a suspension covers the date of the reading.
    #[schema(required = true)]
    pub suspended: Option<bool>,
    /// The suspensions in force, by date; cancelled ones are left out.
    pub suspensions: Vec<SuspendedRange>,
}

/// A time without useful days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuspendedRange {
    /// The suspension.
    pub id: Uuid,
    /// Its first day.
    #[schema(example = "2019-07-15")]
    pub from: NaiveDate,
    /// The day work resumes; null while it is open.
    #[schema(example = "2019-08-19", required = true)]
    pub until: Option<NaiveDate>,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub motive: Option<String>,
}

impl ClockView {
    /// What the clock of a project shows on a day.
    pub async fn load(
        conn: &AsyncPgConnection,
        project: &Project,
        as_of: NaiveDate,
        visibility: Visibility,
    ) -> QueryResult<Self> {
        let (parts, suspensions) =
            try_join(projects::clock_parts(conn, project.id), in_force(conn, project.id)).await?;
        let months = parts.months();
        let reading = match project.started_on {
            None => Reading::before_start(as_of, None, months),
            Some(start) => {
                let ranges = suspensions.iter().map(Suspension::range);
                UsefulMonths::new(start, months, ranges, project.ended_on).reading(as_of)
            }
        };
        Ok(Self::new(reading, &suspensions, visibility))
    }

    /// A reading, with the suspensions it was made of.
    pub fn new(reading: Reading, suspensions: &[Suspension], visibility: Visibility) -> Self {
        Self {
            as_of: reading.as_of,
            start: reading.start,
            useful_months: reading.useful_months,
            useful_days_used: reading.useful_days_used,
            total_days: reading.total_days,
            useful_months_used: reading.useful_months_used,
            planned_end: reading.planned_end,
            earliest_end: reading.earliest_end,
            overrun_days: reading.overrun_days,
            suspended: reading.suspended,
            suspensions: suspensions
                .iter()
                .map(|row| SuspendedRange::new(row, visibility))
                .collect(),
        }
    }
}

impl SuspendedRange {
    fn new(row: &Suspension, visibility: Visibility) -> Self {
        Self {
            id: row.id,
            from: row.from_on,
            until: row.until_on,
            motive: (visibility == Visibility::Full).then(|| row.motive.clone()),
        }
    }
}
