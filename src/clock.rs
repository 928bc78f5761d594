//! The only reader of the time.
//!
//! Instants (tokens, keys, timestamps) are always real. Civil dates ("today") can be set, for tests
//! and the demonstration (domain.md, "The useful-months clock").

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;

/// The instant, for what no story and no test moves: tokens, their keys, the age of files.
#[expect(clippy::disallowed_methods, reason = "everybody else asks here")]
pub fn instant() -> DateTime<Utc> {
    Utc::now()
}

/// Tells the instant, and the civil date in a time zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    today: Option<NaiveDate>,
    story: Option<DateTime<Utc>>,
}

impl Clock {
    /// A clock whose civil date is real.
    pub fn real() -> Self {
        Self::default()
    }

    /// A clock whose civil date stands still.
    pub fn standing_at(today: NaiveDate) -> Self {
        Self {
            today: Some(today),
            story: None,
        }
    }

    /// A clock of a past instant, for the demonstration's seed alone: what is written with it bears
    /// that instant.
    pub(crate) fn of_story(at: DateTime<Utc>, zone: Tz) -> Self {
        Self {
            today: Some(at.with_timezone(&zone).date_naive()),
            story: Some(at),
        }
    }

    /// The instant, in microseconds as Postgres keeps it: what a write answers is what a read shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.story.unwrap_or_else(instant).trunc_subsecs(6)
    }

    /// The past instant that the demonstration tells of.
    pub(crate) fn story(&self) -> Option<DateTime<Utc>> {
        self.story
    }

    /// The civil date in a programme's time zone.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.today
            .unwrap_or_else(|| self.now().with_timezone(&zone).date_naive())
    }
}
