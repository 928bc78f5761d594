//! The likely end by earned schedule, on vectors worked by hand, and what must hold of any.

use chrono::NaiveDate;
use jalon::civil::DateRange;
use jalon::milestones::derived::{BaselineDate, Share};
use jalon::milestones::life::MilestoneState;
use jalon::trajectories::dto::LikelyEnd;
use jalon::trajectories::likely_end::{NoLikelyEnd, Reached};
use jalon::useful_months::UsefulMonths;
use proptest::prelude::*;

use super::{day, plus, range};

const START: &str = "2018-11-21";

/// Ten useful months from 21 November 2018: 304 days.
fn clock(suspensions: &[DateRange]) -> UsefulMonths {
    UsefulMonths::new(day(START), 10, suspensions.iter().copied(), None)
}

/// A milestone planned so many days after the start.
fn share(weight: f64, after: i64, percent: i32) -> Share {
    Share {
        state: match percent {
            100 => MilestoneState::Accepted,
            _ => MilestoneState::InProgress,
        },
        weight,
        percent,
        baseline: Some(BaselineDate {
            on: plus(day(START), after),
            approved_on: day(START),
        }),
    }
}

fn likely(clock: &UsefulMonths, shares: &[Share], today: NaiveDate) -> LikelyEnd {
    let reached = Reached {
        clock: Some(clock),
        shares,
        today,
    };
    reached.likely_end()
}

/// The plan: 25 % after 76 days, 50 % after 152, all after 304. Half of the time has passed, and 40 % are reached.
fn behind() -> [Share; 3] {
    [share(1.0, 76, 100), share(1.0, 152, 60), share(2.0, 304, 0)]
}

#[test]
fn at_the_pace_so_far_the_plan_takes_longer() {
    // 40 % were planned after 76 + 76 * 15/25 = 121.6 days; it took 152: a pace of 0.8, and 304 / 0.8 = 380 days.
    let told = likely(&clock(&[]), &behind(), day("2019-04-22"));
    assert_eq!((told.on, told.reason), (Some(day("2019-12-06")), None));
    let figures = [
        told.earned,
        told.earned_schedule,
        told.time_used,
        told.planned_duration,
        told.pace,
    ];
    assert_eq!(figures, [40.0, 4.0, 5.0, 10.0, 0.8].map(Some));
    assert_eq!(
        told.sentence.fr,
        "Fin probable le 6 décembre 2019 : en 5 mois utiles, le projet a gagné ce que la référence prévoyait en 4 (rythme 0,8), sur 10 prévus."
    );
    assert_eq!(
        told.sentence.en,
        "Likely end on 6 December 2019: in 5 useful months the project earned what the baseline planned in 4 (pace 0.8), of 10 planned."
    );
}

#[test]
fn suspended_days_are_not_of_its_time() {
    // Thirty days that nobody worked: the same figures, and an end that is as much later.
    let suspended = clock(&[range("2019-03-01", "2019-03-31")]);
    let told = likely(&suspended, &behind(), day("2019-05-22"));
    assert_eq!(told.on, Some(day("2020-01-05")));
    assert_eq!((told.time_used, told.pace), (Some(5.0), Some(0.8)));
}

#[test]
fn ahead_of_the_plan_it_ends_sooner() {
    // 75 % were planned after 152 + 152 * 25/50 = 228 days; it took 152: a pace of 1.5, and 304 / 1.5 = 202.7 days.
    let shares = [share(1.0, 76, 100), share(1.0, 152, 100), share(2.0, 304, 50)];
    let told = likely(&clock(&[]), &shares, day("2019-04-22"));
    assert_eq!((told.on, told.pace), (Some(plus(day(START), 203)), Some(1.5)));
}

#[test]
fn what_is_not_in_the_baseline_and_what_was_cancelled_is_left_out() {
    let outside = Share {
        baseline: None,
        ..share(50.0, 10, 0)
    };
    let cancelled = Share {
        state: MilestoneState::Cancelled,
        ..share(50.0, 10, 0)
    };
    let shares: Vec<Share> = behind().into_iter().chain([outside, cancelled]).collect();
    let today = day("2019-04-22");
    assert_eq!(
        likely(&clock(&[]), &shares, today),
        likely(&clock(&[]), &behind(), today)
    );
}

#[test]
fn where_data_are_too_few_none_is_told_and_why() {
    let told = |clock: Option<&UsefulMonths>, shares: &[Share], today: &str| {
        let reached = Reached {
            clock,
            shares,
            today: day(today),
        };
        let told = reached.likely_end();
        assert_eq!((told.on, told.earned, told.pace), (None, None, None));
        assert!(
            told.sentence.fr.starts_with("Pas de fin probable : ") && told.sentence.en.starts_with("No likely end: ")
        );
        told.reason
    };
    let running = clock(&[]);
    let ended = UsefulMonths::new(day(START), 10, [], Some(day("2019-04-01")));
    let open = clock(&[DateRange::open(day("2019-04-01"))]);
    let from_the_start = clock(&[DateRange::open(day(START))]);
    let started = "2019-04-22";
    let without = Share {
        baseline: None,
        ..share(1.0, 0, 50)
    };
    let done = [share(1.0, 76, 100), share(1.0, 152, 100)];
    let cases = [
        (told(None, &behind(), started), NoLikelyEnd::NotStarted),
        (told(Some(&running), &behind(), "2018-11-20"), NoLikelyEnd::NotStarted),
        (told(Some(&ended), &behind(), started), NoLikelyEnd::Ended),
        (told(Some(&running), &[], started), NoLikelyEnd::NoBaseline),
        (told(Some(&running), &[without], started), NoLikelyEnd::NoBaseline),
        // A plan that is over as it begins has no pace.
        (
            told(Some(&running), &[share(1.0, 0, 50)], started),
            NoLikelyEnd::NoBaseline,
        ),
        (told(Some(&running), &done, started), NoLikelyEnd::AllAccepted),
        (told(Some(&open), &behind(), started), NoLikelyEnd::Suspended),
        (told(Some(&from_the_start), &behind(), started), NoLikelyEnd::Suspended),
        // One useful month is 30.4 days.
        (told(Some(&running), &behind(), "2018-12-21"), NoLikelyEnd::TooEarly),
        (
            told(Some(&running), &[share(1.0, 76, 95), share(1.0, 304, 0)], started),
            NoLikelyEnd::NothingAccepted,
        ),
        (
            told(
                Some(&running),
                &[share(0.0001, 1, 100), share(90000.0, 30000, 0)],
                "2060-01-01",
            ),
            NoLikelyEnd::BeyondCalendar,
        ),
    ];
    for (place, (told, reason)) in cases.into_iter().enumerate() {
        assert_eq!(told, Some(reason), "case {place}");
    }
    let enough = likely(&running, &behind(), day("2018-12-22"));
    assert_eq!((enough.reason, enough.time_used), (None, Some(1.02)));
}

fn any_shares() -> impl Strategy<Value = Vec<Share>> {
    let one =
        (1..9u8, 1..500i64, 0..=95i32).prop_map(|(weight, after, percent)| share(f64::from(weight), after, percent));
    prop::collection::vec(one, 1..8).prop_map(|mut shares| {
        shares.push(share(1.0, 20, 100));
        shares
    })
}

proptest! {
    #[test]
    fn whoever_reaches_more_does_not_end_later_and_none_ends_before_its_time(
        shares in any_shares(), used in 31..300i64, place in 0..8usize, more in 1..60i32,
    ) {
        let (clock, today) = (clock(&[]), plus(day(START), used));
        let before = likely(&clock, &shares, today);
        let mut reached = shares.clone();
        let place = place % (shares.len() - 1);
        reached[place].percent = (reached[place].percent + more).min(95);
        let after = likely(&clock, &reached, today);
        prop_assert!(before.on.is_some() && after.on <= before.on);
        prop_assert!(after.on >= Some(today), "what is not all done is not over");
    }
}
