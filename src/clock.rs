//! The only reader of the time.
//!
//! Instants (tokens, keys, timestamps) are always real. Civil dates ("today") can be set, for tests
//! and the demonstration (domain.md, "The useful-months clock"). The demonstration's seed alone runs on
//! a clock of a past that it tells of.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use chrono_tz::Tz;

use crate::civil;

/// The instant, for what no story and no test moves: tokens, their keys, the age of files.
#[expect(clippy::disallowed_methods, reason = "everybody else asks here")]
pub fn instant() -> DateTime<Utc> {
    Utc::now()
}

/// Tells the instant, and the civil date in a time zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    today: Option<NaiveDate>,
    story: Option<&'static StoryTime>,
    as_of: Option<DateTime<Utc>>,
}

/// The instant that a story has come to, in microseconds.
#[derive(Debug, Default)]
pub struct StoryTime(AtomicI64);

impl StoryTime {
    /// Goes on to an instant.
    pub fn go_to(&self, at: DateTime<Utc>) {
        self.0.store(at.timestamp_micros(), Ordering::SeqCst);
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
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
            ..Self::default()
        }
    }

    /// A clock that tells where a story is, and what sets it: what is written by it bears that instant.
    /// It stays for as long as the program runs.
    pub fn of_a_story() -> (Self, &'static StoryTime) {
        let story: &'static StoryTime = Box::leak(Box::default());
        let clock = Self {
            story: Some(story),
            ..Self::default()
        };
        (clock, story)
    }

    /// The same clock as it showed at a past instant. One that stands still had not gone past its day.
    pub fn as_of(self, at: DateTime<Utc>) -> Self {
        Self {
            as_of: Some(at),
            ..self
        }
    }

    /// The instant, in microseconds as Postgres keeps it: what a write answers is what a read shows.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.as_of.or_else(|| self.story());
        now.unwrap_or_else(instant).trunc_subsecs(6)
    }

    /// The past instant that a story tells of.
    pub fn story(&self) -> Option<DateTime<Utc>> {
        self.story.map(StoryTime::now)
    }

    /// The civil date in a programme's time zone.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.date(self.now(), zone)
    }

    /// The civil date at an instant of now.
    pub fn date(&self, at: DateTime<Utc>, zone: Tz) -> NaiveDate {
        let date = civil::today(at, zone);
        match self.as_of {
            None => self.today.unwrap_or(date),
            Some(_) => self.today.map_or(date, |today| today.min(date)),
        }
    }
}
