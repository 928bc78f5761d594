//! Where a forecast falls: the pure rule.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use jalon::civil::DateRange;
use jalon::milestones::Forecast;
use jalon::suspensions::shift::Shift;
use proptest::prelude::*;
use uuid::Uuid;

const SUSPENSION: Uuid = Uuid::from_u128(7);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many hours after the suspension was recorded.
fn hours(after: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(after)
}

fn forecast(forecast_on: NaiveDate, recorded_at: DateTime<Utc>, suspension_id: Option<Uuid>) -> Forecast {
    Forecast {
        id: Uuid::now_v7(),
        milestone_id: Uuid::nil(),
        forecast_on,
        motive: "motif".to_owned(),
        recorded_by: Uuid::nil(),
        recorded_at,
        suspension_id,
    }
}

fn shift(before: Option<DateRange>, after: Option<DateRange>) -> Shift {
    Shift {
        suspension: SUSPENSION,
        recorded_at: hours(0),
        before,
        after,
    }
}

fn moved(history: &[Forecast], shift: Shift) -> NaiveDate {
    shift.moved(history.last().unwrap().forecast_on, history)
}

#[test]
fn a_forecast_on_or_after_the_first_day_moves_by_the_suspended_days() {
    let range = Some(DateRange::closed(day("2019-07-15"), day("2019-08-19")));
    for (planned, expected) in [
        ("2019-07-14", "2019-07-14"),
        ("2019-07-15", "2019-08-19"),
        ("2019-08-18", "2019-09-22"),
        ("2019-12-01", "2020-01-05"),
    ] {
        let history = [forecast(day(planned), hours(-1), None)];
        assert_eq!(moved(&history, shift(None, range)), day(expected), "{planned}");
    }
    let open = Some(DateRange::open(day("2019-07-15")));
    let history = [forecast(day("2019-07-20"), hours(-1), None)];
    assert_eq!(moved(&history, shift(None, open)), day("2019-07-20"));
}

#[test]
fn one_set_by_hand_since_stays() {
    let range = Some(DateRange::closed(day("2019-07-15"), day("2019-08-19")));
    let history = [
        forecast(day("2019-08-01"), hours(-1), None),
        forecast(day("2019-09-05"), hours(0), Some(SUSPENSION)),
        forecast(day("2019-12-01"), hours(1), None),
    ];
    let longer = Some(DateRange::closed(day("2019-07-15"), day("2019-09-19")));
    assert_eq!(moved(&history, shift(range, None)), day("2019-12-01"));
    assert_eq!(moved(&history, shift(range, longer)), day("2019-12-01"));
}

#[test]
fn only_what_this_suspension_moved_is_taken_back() {
    let range = Some(DateRange::closed(day("2019-07-15"), day("2019-07-25")));
    let history = [
        forecast(day("2019-08-01"), hours(-1), None),
        forecast(day("2019-08-11"), hours(0), Some(SUSPENSION)),
        forecast(day("2019-08-14"), hours(2), Some(Uuid::from_u128(8))),
    ];
    assert_eq!(moved(&history, shift(range, None)), day("2019-08-04"));
}

proptest! {
    #[test]
    fn what_moved_comes_back(planned in 0_u64..400, from in 0_u64..400, length in 1_u64..90, other in 1_u64..90) {
        let start = day("2019-01-01");
        let at = |offset| start + Days::new(offset);
        let range = |length| Some(DateRange::closed(at(from), at(from + length)));
        let mut history = vec![forecast(at(planned), hours(-1), None)];
        let there = moved(&history, shift(None, range(length)));
        if there != at(planned) {
            history.push(forecast(there, hours(0), Some(SUSPENSION)));
        }
        let changed = moved(&history, shift(range(length), range(other)));
        prop_assert_eq!(changed, moved(&history[..1], shift(None, range(other))));
        prop_assert_eq!(moved(&history, shift(range(length), None)), at(planned));
    }
}
