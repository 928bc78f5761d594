//! Where a forecast falls: the pure rule.

use chrono::{Days, NaiveDate};
use jalon::civil::DateRange;
use jalon::suspensions::shift::moved;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_forecast_on_or_after_the_first_day_moves_by_the_suspended_days() {
    let range = Some(DateRange::closed(day("2019-07-15"), day("2019-08-19")));
    for (forecast, expected) in [
        ("2019-07-14", "2019-07-14"),
        ("2019-07-15", "2019-08-19"),
        ("2019-08-18", "2019-09-22"),
        ("2019-12-01", "2020-01-05"),
    ] {
        assert_eq!(moved(day(forecast), None, range), day(expected), "{forecast}");
    }
    let open = Some(DateRange::open(day("2019-07-15")));
    assert_eq!(moved(day("2019-07-20"), None, open), day("2019-07-20"));
    // Set by hand inside the suspension, after it was recorded: it stays.
    assert_eq!(moved(day("2019-08-01"), range, None), day("2019-08-01"));
}

proptest! {
    #[test]
    fn what_moved_comes_back(forecast in 0_u64..400, from in 0_u64..400, length in 1_u64..90, other in 1_u64..90) {
        let start = day("2019-01-01");
        let at = |offset| start + Days::new(offset);
        let range = |length| Some(DateRange::closed(at(from), at(from + length)));
        let there = moved(at(forecast), None, range(length));
        prop_assert_eq!(moved(there, range(length), None), at(forecast));
        prop_assert_eq!(moved(there, range(length), range(other)), moved(at(forecast), None, range(other)));
    }
}
