//! The useful-months clock: the vector, and the cases that its rules decide.

use chrono::NaiveDate;
use jalon::civil::DateRange;
use jalon::useful_months::{Reading, UsefulMonths};

use super::{day, range};

/// The laureates of 2018: 10 useful months from 21 November.
fn ami_2018(suspensions: &[DateRange]) -> UsefulMonths {
    UsefulMonths::new(day("2018-11-21"), 10, suspensions.iter().copied(), None)
}

#[test]
fn the_vector() {
    let clock = ami_2018(&[]);
    assert_eq!(clock.total_days(), 304);
    assert_eq!(clock.planned_end(day("2018-11-21")), Some(day("2019-09-21")));
    let clock = ami_2018(&[range("2019-07-15", "2019-08-19")]);
    assert_eq!(clock.total_days(), 304);
    assert_eq!(clock.planned_end(day("2019-07-01")), Some(day("2019-10-26")));
}

#[test]
fn a_reading_shows_every_value() {
    let clock = ami_2018(&[range("2019-07-15", "2019-08-19")]);
    let expected = Reading {
        as_of: day("2019-08-01"),
        start: Some(day("2018-11-21")),
        useful_months: 10,
        useful_days_used: Some(236),
        total_days: Some(304),
        useful_months_used: Some(7.76),
        planned_end: Some(day("2019-10-26")),
        earliest_end: Some(day("2019-10-26")),
        overrun_days: Some(0),
        suspended: Some(true),
    };
    assert_eq!(clock.reading(day("2019-08-01")), expected);
    assert_eq!(
        clock.reading(day("2019-08-19")).suspended,
        Some(false),
        "until is exclusive"
    );
    assert_eq!(clock.reading(day("2019-11-05")).overrun_days, Some(10));
}

#[test]
fn before_the_start_every_derived_value_is_none() {
    let clock = ami_2018(&[DateRange::open(day("2018-11-01"))]);
    let eve = day("2018-11-20");
    assert_eq!(
        clock.reading(eve),
        Reading::before_start(eve, Some(day("2018-11-21")), 10)
    );
    assert_eq!((clock.planned_end(eve), clock.earliest_end(eve)), (None, None));
    assert_eq!(clock.useful_days(eve), 0);

    let first = clock.reading(day("2018-11-21"));
    assert_eq!((first.useful_days_used, first.suspended), (Some(0), Some(true)));
}

#[test]
fn months_are_clamped_to_the_months_end() {
    let total = |start, months| UsefulMonths::new(day(start), months, [], None).total_days();
    assert_eq!(total("2019-01-31", 1), 28);
    assert_eq!(total("2020-01-31", 1), 29);
    // Clamped once, from the start: February's shortness does not stay.
    assert_eq!(total("2019-01-31", 2), 59);
    assert_eq!(total("2019-10-31", 1), 30);
    let clock = UsefulMonths::new(day("2019-10-31"), 1, [], None);
    assert_eq!(clock.planned_end(day("2019-10-31")), Some(day("2019-11-30")));
}

#[test]
fn an_open_suspension_leaves_the_earliest_end() {
    let clock = ami_2018(&[DateRange::open(day("2019-07-15"))]);
    // Known before it begins: as if the project resumed on the very day.
    assert_eq!(clock.planned_end(day("2019-07-01")), None);
    assert_eq!(clock.earliest_end(day("2019-07-01")), Some(day("2019-09-21")));
    assert_eq!(clock.earliest_end(day("2019-07-15")), Some(day("2019-09-21")));
    assert_eq!(clock.earliest_end(day("2019-08-19")), Some(day("2019-10-26")));
    assert_eq!(clock.planned_end(day("2019-08-19")), None);
    // The dates of a plan that lie before it are known, the others are not.
    assert_eq!(clock.date_after_useful_days(236), Some(day("2019-07-15")));
    assert_eq!(clock.date_after_useful_days(237), None);
}

#[test]
fn a_suspension_from_the_planned_end_on_moves_nothing() {
    let end = |suspension| ami_2018(&[suspension]).planned_end(day("2019-01-01"));
    assert_eq!(end(range("2019-09-21", "2019-10-01")), Some(day("2019-09-21")));
    assert_eq!(end(range("2019-09-20", "2019-09-21")), Some(day("2019-09-22")));
    assert_eq!(end(range("2018-10-01", "2018-11-21")), Some(day("2019-09-21")));
    assert_eq!(end(range("2018-10-01", "2018-11-22")), Some(day("2019-09-22")));
}

#[test]
fn a_suspension_without_a_day_counts_for_nothing() {
    let clock = ami_2018(&[range("2019-07-15", "2019-07-15"), range("2019-08-15", "2019-08-01")]);
    assert_eq!(clock, ami_2018(&[]));
}

#[test]
fn the_days_used_stop_at_the_actual_end_and_the_planned_end_does_not_care() {
    let clock = UsefulMonths::new(day("2018-11-21"), 10, [], Some(day("2019-10-01")));
    let (eve, after) = (day("2019-09-30"), day("2020-01-01"));
    assert_eq!((clock.useful_days_used(eve), clock.overrun_days(eve)), (313, 9));
    assert_eq!((clock.useful_days_used(after), clock.overrun_days(after)), (314, 10));
    assert_eq!(clock.reading(after).useful_months_used, Some(10.33));
    let early = UsefulMonths::new(day("2018-11-21"), 10, [], Some(day("2019-02-01")));
    assert_eq!(early.planned_end(after), Some(day("2019-09-21")));
    assert_eq!((early.useful_days_used(after), early.overrun_days(after)), (72, 0));
}

#[test]
fn the_end_of_the_calendar_is_no_panic() {
    let clock = UsefulMonths::new(day("2018-11-21"), u32::MAX, [], None);
    assert_eq!(clock.planned_end(day("2019-01-01")), Some(NaiveDate::MAX));
    assert_eq!(clock.date_after_useful_days(i64::MAX), None);
    assert_eq!(clock.date_after_useful_days(-1), Some(day("2018-11-21")));
}
