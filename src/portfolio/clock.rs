//! A project's clock, as a portfolio shows it.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::Lens;
use crate::suspensions::Suspension;
use crate::useful_months::{Reading, UsefulMonths};

/// The useful-months clock on a day. Before the start every derived value is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioClock {
    /// The civil date of the reading.
    pub as_of: NaiveDate,
    /// The first day of the accompaniment.
    pub start: Option<NaiveDate>,
    /// The contracted useful months, extensions included.
    #[schema(example = 10)]
    pub useful_months: u32,
    /// Useful days elapsed, up to the actual end.
    #[schema(example = 103)]
    pub useful_days_used: Option<i64>,
    /// The contracted useful months in days.
    #[schema(example = 304)]
    pub total_days: Option<i64>,
    /// Useful months elapsed, to two decimals.
    #[schema(example = 3.39)]
    pub useful_months_used: Option<f64>,
    /// When the useful days are used up; null while a suspension is open.
    pub planned_end: Option<NaiveDate>,
    /// The planned end if the project resumed at once.
    pub earliest_end: Option<NaiveDate>,
    /// Useful days used beyond the contracted ones.
    pub overrun_days: Option<i64>,
    /// Whether a suspension covers that day.
    pub suspended: Option<bool>,
    /// The suspensions, by date.
    pub suspensions: Vec<PortfolioSuspension>,
}

/// A time in which useful months do not run.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortfolioSuspension {
    /// Its id.
    pub id: Uuid,
    /// Its first day.
    pub from: NaiveDate,
    /// The day work resumes; null while it is open.
    pub until: Option<NaiveDate>,
    /// Why; absent for an observer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub motive: Option<String>,
}

impl PortfolioClock {
    /// The clock's reading on a day; none before the project has a start.
    pub fn new(
        clock: Option<&UsefulMonths>,
        months: u32,
        suspensions: &[&Suspension],
        today: NaiveDate,
        lens: Lens,
    ) -> Self {
        let reading = clock.map_or_else(
            || Reading::before_start(today, None, months),
            |clock| clock.reading(today),
        );
        let suspensions = suspensions.iter().map(|row| PortfolioSuspension {
            id: row.id,
            from: row.from_on,
            until: row.until_on,
            motive: (lens == Lens::Full).then(|| row.motive.clone()),
        });
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
            suspensions: suspensions.collect(),
        }
    }
}
