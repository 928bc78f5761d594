//! Civil dates: today across clock changes, and half-open ranges.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use jalon::civil::{DateRange, days_from, today};
use proptest::prelude::*;

use super::{day, days_of, plus, range, told};

fn in_paris(instant: &str) -> NaiveDate {
    let instant: DateTime<Utc> = instant.parse().expect("an instant");
    today(instant, chrono_tz::Europe::Paris)
}

#[test]
fn today_turns_at_midnight_in_paris_in_winter_and_in_summer() {
    assert_eq!(in_paris("2019-01-31T22:59:59Z"), day("2019-01-31"));
    assert_eq!(in_paris("2019-01-31T23:00:00Z"), day("2019-02-01"));
    assert_eq!(in_paris("2019-07-31T21:59:59Z"), day("2019-07-31"));
    assert_eq!(in_paris("2019-07-31T22:00:00Z"), day("2019-08-01"));
}

#[test]
fn today_on_the_days_the_clocks_change_in_paris() {
    // 31 March 2019 is both the change to summer time and a month's end: it has 23 hours.
    assert_eq!(in_paris("2019-03-30T22:59:59Z"), day("2019-03-30"));
    assert_eq!(in_paris("2019-03-30T23:00:00Z"), day("2019-03-31"));
    assert_eq!(in_paris("2019-03-31T21:59:59Z"), day("2019-03-31"));
    assert_eq!(in_paris("2019-03-31T22:00:00Z"), day("2019-04-01"));
    // 27 October 2019 has 25.
    assert_eq!(in_paris("2019-10-26T21:59:59Z"), day("2019-10-26"));
    assert_eq!(in_paris("2019-10-26T22:00:00Z"), day("2019-10-27"));
    assert_eq!(in_paris("2019-10-27T22:59:59Z"), day("2019-10-27"));
    assert_eq!(in_paris("2019-10-27T23:00:00Z"), day("2019-10-28"));
}

#[test]
fn today_at_the_end_of_february_and_of_the_year_in_paris() {
    assert_eq!(in_paris("2020-02-28T23:00:00Z"), day("2020-02-29"));
    assert_eq!(in_paris("2020-02-29T23:00:00Z"), day("2020-03-01"));
    assert_eq!(in_paris("2019-02-28T23:00:00Z"), day("2019-03-01"));
    assert_eq!(in_paris("2019-12-31T23:00:00Z"), day("2020-01-01"));
}

#[test]
fn the_call_of_2018_closes_when_the_14th_of_september_is_over() {
    // Shown as the 14th, 23:59 (api.md, "dates").
    assert_eq!(in_paris("2018-09-14T21:59:59Z"), day("2018-09-14"));
    assert_eq!(in_paris("2018-09-15T00:00:00+02:00"), day("2018-09-15"));
}

#[test]
fn today_is_told_where_midnight_does_not_exist() {
    // São Paulo went from 23:59:59 on the 3rd to 01:00 on 4 November 2018.
    let at = |text: &str| today(text.parse().expect("an instant"), chrono_tz::America::Sao_Paulo);
    assert_eq!(at("2018-11-04T02:59:59Z"), day("2018-11-03"));
    assert_eq!(at("2018-11-04T03:00:00Z"), day("2018-11-04"));
}

#[test]
fn a_range_is_half_open() {
    let july = range("2019-07-01", "2019-08-01");
    assert!(july.contains(day("2019-07-01")) && july.contains(day("2019-07-31")));
    assert!(!july.contains(day("2019-06-30")) && !july.contains(day("2019-08-01")));
    assert_eq!(july.days(), Some(31));
    assert!(!july.overlaps(&range("2019-08-01", "2019-09-01")), "they only touch");
    assert!(july.overlaps(&range("2019-07-31", "2019-09-01")));

    let open = DateRange::open(day("2019-07-31"));
    assert!(open.contains(day("2999-01-01")) && !open.contains(day("2019-07-30")));
    assert_eq!((open.days(), open.is_open()), (None, true));
    assert!(open.overlaps(&july) && july.overlaps(&open));
    assert!(!open.overlaps(&range("2019-07-01", "2019-07-31")));
    assert!(open.overlaps(&DateRange::open(day("2030-01-01"))));
}

#[test]
fn a_range_without_a_day_is_refused_at_its_until() {
    let at = |from, until| range(from, until).order_fault("/until");
    assert!(at("2019-07-01", "2019-07-02").is_none());
    assert!(DateRange::open(day("2019-07-01")).order_fault("/until").is_none());
    for until in ["2019-07-01", "2019-06-30"] {
        let fault = at("2019-07-01", until).expect("a fault");
        assert_eq!(told(&[fault]), ["range_reversed /until {}"]);
    }
}

/// The last Sunday of a month, on which Europe changes its clocks (directive 2000/84/EC).
fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, month, 31).expect("March and October have 31 days");
    days_of(plus(last, -6), plus(last, 1))
        .find(|day| day.weekday() == Weekday::Sun)
        .expect("a week has a Sunday")
}

fn any_range() -> impl Strategy<Value = DateRange> {
    (0..60i64, prop::option::weighted(0.8, -5..40i64)).prop_map(|(from, length)| {
        let from = plus(day("2020-02-01"), from);
        DateRange {
            from,
            until: length.map(|length| plus(from, length)),
        }
    })
}

proptest! {
    #[test]
    fn today_in_paris_follows_the_directive(seconds in 946_684_800i64..2_208_988_800) {
        let instant = Utc.timestamp_opt(seconds, 0).single().expect("in range");
        let change = |month| {
            last_sunday(instant.year(), month).and_hms_opt(1, 0, 0).expect("01:00").and_utc()
        };
        let summer = change(3) <= instant && instant < change(10);
        let local = instant + TimeDelta::hours(if summer { 2 } else { 1 });
        prop_assert_eq!(today(instant, chrono_tz::Europe::Paris), local.date_naive());
    }

    #[test]
    fn ranges_agree_with_their_days(
        one in any_range(),
        other in any_range(),
        since in 0..120i64,
        length in -10..60i64,
    ) {
        // Beyond the last closed end, so that an open range has days to share.
        let (first, last) = (day("2020-01-01"), day("2020-12-31"));
        let days = || days_of(first, last);
        let both = days().any(|day| one.contains(day) && other.contains(day));
        prop_assert_eq!(one.overlaps(&other), both);
        prop_assert_eq!(one.is_empty(), !days().any(|day| one.contains(day)));
        let held = days().filter(|day| one.contains(*day)).count() as i64;
        prop_assert_eq!(one.days(), one.until.map(|_| held));

        let since = first + Days::new(since.unsigned_abs());
        let before = plus(since, length);
        let window = days_of(since, before).filter(|day| one.contains(*day)).count() as i64;
        prop_assert_eq!(one.days_between(since, before), window);
        prop_assert_eq!(days_from(since, before), days_of(since, before).count() as i64);
    }
}
