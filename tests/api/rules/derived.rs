//! What is derived of a milestone: lateness, overdue decisions, slip, missing evidence.

use chrono::NaiveDate;
use jalon::civil::DateRange;
use jalon::milestones::derived::{MilestoneDates, missing_evidence, tacit_acceptance_on};
use jalon::milestones::life::MilestoneState;
use jalon::useful_months::UsefulMonths;
use jalon::vocabulary::CodeList;
use proptest::prelude::*;

use super::{any_milestone_state, any_start, any_suspensions, day, days_of, plus, range};

fn clock(suspensions: &[DateRange]) -> UsefulMonths {
    UsefulMonths::new(day("2018-11-21"), 10, suspensions.iter().copied(), None)
}

fn standing<'a>(clock: &'a UsefulMonths, today: &str) -> MilestoneDates<'a> {
    MilestoneDates {
        state: MilestoneState::InProgress,
        forecast_on: Some(day("2019-03-10")),
        baseline_on: Some(day("2019-03-01")),
        submitted_on: None,
        verification_days: 30,
        clock: Some(clock),
        today: day(today),
    }
}

#[test]
fn late_is_from_the_day_after_the_forecast_and_behind_from_the_day_after_the_baseline() {
    let clock = clock(&[]);
    let on = |today| {
        let standing = standing(&clock, today);
        (standing.late(), standing.behind_baseline())
    };
    assert_eq!(on("2019-03-01"), (false, false));
    assert_eq!(on("2019-03-02"), (false, true));
    assert_eq!(on("2019-03-10"), (false, true));
    assert_eq!(on("2019-03-11"), (true, true));
    let without_forecast = MilestoneDates {
        forecast_on: None,
        ..standing(&clock, "2019-03-02")
    };
    assert!(without_forecast.late(), "the baseline stands in for a forecast");
    let without_both = MilestoneDates {
        baseline_on: None,
        ..without_forecast
    };
    assert!(!without_both.late() && !without_both.behind_baseline());
    let without_start = MilestoneDates {
        clock: None,
        ..standing(&clock, "2019-04-01")
    };
    assert!(!without_start.late() && !without_start.behind_baseline());
}

#[test]
fn only_what_is_owed_is_late() {
    let clock = clock(&[]);
    for state in MilestoneState::ALL.iter().copied() {
        let standing = MilestoneDates {
            state,
            ..standing(&clock, "2019-06-01")
        };
        let owed = ["planned", "in_progress", "deferred"].contains(&state.code());
        assert_eq!((standing.late(), standing.behind_baseline()), (owed, owed), "{state}");
    }
}

#[test]
fn suspended_time_is_never_lateness() {
    // Suspended from the very day on which it was due.
    let clock = clock(&[range("2019-03-10", "2019-06-01")]);
    assert!(!standing(&clock, "2019-05-31").late());
    assert!(!standing(&clock, "2019-06-01").late());
    assert!(standing(&clock, "2019-06-02").late());

    let submitted = |today| MilestoneDates {
        state: MilestoneState::Submitted,
        submitted_on: Some(day("2019-03-01")),
        ..standing(&clock, today)
    };
    // 9 days before the suspension, 21 after it.
    assert!(!submitted("2019-06-22").decision_overdue());
    assert!(submitted("2019-06-23").decision_overdue());
}

#[test]
fn a_decision_is_overdue_after_more_than_the_verification_days() {
    let clock = clock(&[]);
    let submitted = |state, today| MilestoneDates {
        state,
        submitted_on: Some(day("2019-03-01")),
        ..standing(&clock, today)
    };
    assert!(!submitted(MilestoneState::Submitted, "2019-03-31").decision_overdue());
    assert!(submitted(MilestoneState::Submitted, "2019-04-01").decision_overdue());
    for state in MilestoneState::ALL
        .iter()
        .copied()
        .filter(|s| *s != MilestoneState::Submitted)
    {
        assert!(!submitted(state, "2019-09-01").decision_overdue(), "{state}");
    }
    // The whole delay has passed when the silence counts.
    assert_eq!(tacit_acceptance_on(day("2019-03-01"), 30), Some(day("2019-04-01")));
    assert_eq!(tacit_acceptance_on(NaiveDate::MAX, 30), None);
}

#[test]
fn the_slip_is_of_the_forecast_until_there_is_an_actual_date() {
    let clock = clock(&[range("2019-03-02", "2019-03-09")]);
    let slip = |state, submitted_on: Option<&str>| {
        let submitted_on = submitted_on.map(day);
        MilestoneDates {
            state,
            submitted_on,
            ..standing(&clock, "2019-06-01")
        }
        .slip_days()
    };
    assert_eq!(slip(MilestoneState::InProgress, None), Some(9), "calendar days");
    assert_eq!(slip(MilestoneState::Submitted, Some("2019-04-01")), Some(9));
    assert_eq!(slip(MilestoneState::Accepted, Some("2019-04-01")), Some(31));
    assert_eq!(
        slip(MilestoneState::AcceptedWithReduction, Some("2019-02-27")),
        Some(-2)
    );
    let never_baselined = MilestoneDates {
        baseline_on: None,
        ..standing(&clock, "2019-06-01")
    };
    assert_eq!(never_baselined.slip_days(), None);
}

#[test]
fn missing_evidence_is_what_is_required_and_not_given() {
    let required = ["report", "source_code", "report", "minutes"];
    assert_eq!(
        missing_evidence(&required, &["minutes", "other"]),
        ["report", "source_code"]
    );
    assert_eq!(missing_evidence(&required, &required), [""; 0]);
    assert_eq!(missing_evidence(&[], &["report"]), [""; 0]);
}

proptest! {
    #[test]
    fn late_is_a_useful_day_passed_since(
        (start, suspensions) in any_start().prop_flat_map(|start| (Just(start), any_suspensions(start))),
        state in any_milestone_state(),
        (forecast, baseline, today) in (
            prop::option::of(-90..400i64), prop::option::of(-90..400i64), -90..400i64),
    ) {
        let clock = UsefulMonths::new(start, 10, suspensions.iter().copied(), None);
        let today = plus(start, today);
        let forecast_on = forecast.map(|days| plus(start, days));
        let baseline_on = baseline.map(|days| plus(start, days));
        let standing = MilestoneDates {
            state, forecast_on, baseline_on, today,
            submitted_on: None, verification_days: 30, clock: Some(&clock),
        };
        let is_useful = |day: &NaiveDate| {
            *day >= start && !suspensions.iter().any(|range| range.contains(*day))
        };
        let owed = ["planned", "in_progress", "deferred"].contains(&state.code());
        let passed = |due: Option<NaiveDate>| {
            owed && due.is_some_and(|due| days_of(due, today).any(|day| is_useful(&day)))
        };
        prop_assert_eq!(standing.late(), passed(forecast_on.or(baseline_on)));
        prop_assert_eq!(standing.behind_baseline(), passed(baseline_on));
        // The definition's own words.
        if let Some(due) = baseline_on {
            let useful = clock.useful_days(today) - clock.useful_days(due);
            prop_assert_eq!(standing.behind_baseline(), owed && useful >= 1);
        }
    }
}
