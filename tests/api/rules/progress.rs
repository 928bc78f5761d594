//! The progress of a milestone and of a project, and what the baseline expects.

use chrono::NaiveDate;
use jalon::civil::DateRange;
use jalon::milestones::derived::{Aggregate, BaselineDate, Share, expected_progress, percent, progress};
use jalon::milestones::life::MilestoneState;
use jalon::useful_months::UsefulMonths;
use proptest::prelude::*;

use super::{any_milestone_state, any_start, any_suspensions, day, days_of, plus, range};

fn clock(suspensions: &[DateRange]) -> UsefulMonths {
    UsefulMonths::new(day("2018-11-21"), 10, suspensions.iter().copied(), None)
}

fn share(state: MilestoneState, weight: f64, percent: i32, baseline: Option<&str>) -> Share {
    let baseline = baseline.map(|on| BaselineDate {
        on: day(on),
        approved_on: day("2018-12-01"),
    });
    Share {
        state,
        weight,
        percent,
        baseline,
    }
}

#[test]
fn a_mean_over_nothing_is_none() {
    let cancelled = share(MilestoneState::Cancelled, 2.0, 50, Some("2019-01-01"));
    for nothing in [&[][..], &[cancelled]] {
        assert_eq!(progress(nothing), None);
        let expected = expected_progress(nothing, None, day("2019-06-01"));
        assert_eq!(
            expected,
            Aggregate {
                percent: None,
                known: 0,
                of: 0
            }
        );
    }
    let not_begun = share(MilestoneState::Planned, 2.0, 0, None);
    assert_eq!(progress(&[not_begun]), Some(0.0));
    let expected = expected_progress(&[not_begun, cancelled], None, day("2019-06-01"));
    assert_eq!(
        expected,
        Aggregate {
            percent: None,
            known: 0,
            of: 1
        }
    );
}

#[test]
fn progress_weighs_what_is_not_cancelled() {
    let milestones = [
        share(MilestoneState::Accepted, 3.0, 100, None),
        share(MilestoneState::InProgress, 1.0, 20, None),
        share(MilestoneState::Rejected, 1.0, 80, None),
        share(MilestoneState::Cancelled, 100.0, 95, None),
    ];
    assert_eq!(progress(&milestones), Some(80.0));
}

#[test]
fn expected_progress_is_the_share_whose_baseline_has_passed() {
    let milestones = [
        share(MilestoneState::Accepted, 1.0, 100, Some("2019-03-01")),
        share(MilestoneState::Planned, 3.0, 0, Some("2019-06-01")),
        share(MilestoneState::Planned, 7.0, 0, None),
        share(MilestoneState::Cancelled, 9.0, 0, Some("2019-01-01")),
    ];
    let clock = clock(&[]);
    let on = |t| expected_progress(&milestones, Some(&clock), day(t));
    let of = |percent| Aggregate {
        percent: Some(percent),
        known: 2,
        of: 3,
    };
    assert_eq!(on("2019-03-01"), of(0.0));
    assert_eq!(on("2019-03-02"), of(25.0));
    assert_eq!(on("2019-06-01"), of(25.0));
    assert_eq!(on("2019-06-02"), of(100.0));
}

#[test]
fn a_suspension_after_the_baseline_moves_what_is_expected() {
    let milestones = [share(MilestoneState::Planned, 1.0, 0, Some("2019-09-21"))];
    let suspended = clock(&[range("2019-07-15", "2019-08-19")]);
    let on = |t| expected_progress(&milestones, Some(&suspended), day(t)).percent;
    // Approved in December for 21 September, then 35 days of standstill: 26 October.
    assert_eq!(on("2019-10-26"), Some(0.0));
    assert_eq!(on("2019-10-27"), Some(100.0));
    // What stood still before the baseline was approved is in its dates already.
    let before = clock(&[range("2018-11-22", "2018-12-01")]);
    assert_eq!(
        expected_progress(&milestones, Some(&before), day("2019-09-22")).percent,
        Some(100.0)
    );
}

#[test]
fn a_baseline_date_past_at_its_approval_is_moved_from_the_date() {
    let clock = clock(&[range("2019-02-01", "2019-04-01")]);
    let date = BaselineDate {
        on: day("2019-02-10"),
        approved_on: day("2019-03-01"),
    };
    assert_eq!(date.moved(Some(&clock), day("2019-03-05")), day("2019-03-05"));
    assert_eq!(date.moved(None, day("2019-03-05")), day("2019-02-10"));
}

fn counted(shares: &[Share]) -> impl Iterator<Item = &Share> {
    shares.iter().filter(|share| share.state != MilestoneState::Cancelled)
}

fn any_share(start: NaiveDate) -> impl Strategy<Value = Share> {
    let baseline = prop::option::of((0..400i64, -60..300i64)).prop_map(move |dates| {
        dates.map(|(on, approved)| BaselineDate {
            on: plus(start, on),
            approved_on: plus(start, approved),
        })
    });
    (any_milestone_state(), 0.1..10.0f64, 0..=100i32, baseline).prop_map(|(state, weight, percent, baseline)| Share {
        state,
        weight,
        percent,
        baseline,
    })
}

proptest! {
    #[test]
    fn a_milestone_is_done_when_it_is_accepted_and_not_before(
        state in any_milestone_state(),
        entry in prop::option::of(0..=100i32),
    ) {
        let shown = percent(state, entry);
        if state.is_accepted() {
            prop_assert_eq!(shown, 100);
        } else {
            prop_assert_eq!(shown, entry.map_or(0, |entry| if entry > 95 { 95 } else { entry }));
        }
    }

    #[test]
    fn a_mean_lies_between_its_parts_and_cancelled_ones_do_not_count(
        shares in any_start().prop_flat_map(|start| prop::collection::vec(any_share(start), 0..12)),
        factor in 0.5..20.0f64,
    ) {
        let counted: Vec<_> = counted(&shares).copied().collect();
        let mean = progress(&shares);
        prop_assert_eq!(mean, progress(&counted));
        prop_assert_eq!(mean.is_none(), counted.is_empty());
        if let Some(mean) = mean {
            let least = counted.iter().map(|share| share.percent).min().expect("counted");
            let most = counted.iter().map(|share| share.percent).max().expect("counted");
            prop_assert!(mean >= f64::from(least) - 1e-9 && mean <= f64::from(most) + 1e-9);
            let heavier: Vec<_> = shares
                .iter()
                .map(|share| Share { weight: share.weight * factor, ..*share })
                .collect();
            let again = progress(&heavier).expect("counted");
            prop_assert!((again - mean).abs() < 1e-6, "only proportions count");
        }
    }

    #[test]
    fn expected_progress_only_grows_and_says_of_how_many(
        (start, suspensions, shares) in any_start().prop_flat_map(|start| (
            Just(start), any_suspensions(start), prop::collection::vec(any_share(start), 0..8))),
        t in 0..900i64, later in 0..200i64,
    ) {
        let clock = UsefulMonths::new(start, 10, suspensions.iter().copied(), None);
        let t = plus(start, t);
        let now = expected_progress(&shares, Some(&clock), t);
        let then = expected_progress(&shares, Some(&clock), plus(t, later));
        prop_assert!(now.percent <= then.percent);
        let known: Vec<_> =
            counted(&shares).filter_map(|share| Some((share.weight, share.baseline?))).collect();
        prop_assert_eq!((now.known, now.of), (known.len(), counted(&shares).count()));
        prop_assert_eq!(now.percent.is_none(), known.is_empty());

        // Day by day: expected once the days that ran since the baseline exceed those it had.
        let all: f64 = known.iter().map(|(weight, _)| weight).sum();
        let expected: f64 = known
            .iter()
            .filter(|(_, date)| {
                let since = date.approved_on.min(date.on);
                let stood_still = days_of(since, t)
                    .filter(|day| suspensions.iter().any(|range| range.contains(*day)))
                    .count() as i64;
                plus(date.on, stood_still) < t
            })
            .map(|(weight, _)| weight)
            .sum();
        if let Some(percent) = now.percent {
            prop_assert!((percent - 100.0 * expected / all).abs() < 1e-6);
        }
    }

    #[test]
    fn a_suspended_day_never_makes_more_expected(
        (start, suspensions, shares) in any_start().prop_flat_map(|start| (
            Just(start), any_suspensions(start), prop::collection::vec(any_share(start), 1..8))),
        into in 0..70i64,
    ) {
        let clock = UsefulMonths::new(start, 10, suspensions.iter().copied(), None);
        for suspension in suspensions {
            let inside = plus(suspension.from, into % (suspension.days().expect("closed") + 1));
            let is_older = |date: BaselineDate| date.approved_on <= suspension.from;
            let old: Vec<_> =
                shares.iter().copied().filter(|share| share.baseline.is_some_and(is_older)).collect();
            prop_assert_eq!(
                expected_progress(&old, Some(&clock), inside),
                expected_progress(&old, Some(&clock), suspension.from)
            );
        }
    }
}
