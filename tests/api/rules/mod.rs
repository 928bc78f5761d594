//! The pure rules, against domain.md: vectors, whole tables, and properties held against naive
//! models that count day by day.

mod across;
mod civil;
mod dependencies;
mod derived;
mod identifiers;
mod likely_end;
mod messages;
mod milestone_life;
mod milestone_refusals;
mod progress;
mod project_life;
mod project_standing;
mod ranking;
mod readiness;
mod unseen;
mod useful_months;
mod useful_months_properties;

use chrono::{Days, NaiveDate};
use jalon::civil::DateRange;
use jalon::fault::Fault;
use jalon::milestones::life::MilestoneState;
use jalon::vocabulary::CodeList;
use proptest::prelude::*;

/// The civil date written `YYYY-MM-DD`.
fn day(text: &str) -> NaiveDate {
    text.parse().expect("a civil date")
}

/// `count` days after `from`, or before it.
fn plus(from: NaiveDate, count: i64) -> NaiveDate {
    from + chrono::TimeDelta::days(count)
}

fn range(from: &str, until: &str) -> DateRange {
    DateRange::closed(day(from), day(until))
}

/// The days of `[since, before)`, one by one.
fn days_of(since: NaiveDate, before: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(since), |day| day.checked_add_days(Days::new(1))).take_while(move |day| *day < before)
}

/// Every fault as `code pointer params`, sorted, so that nothing about one goes unread.
fn told(faults: &[Fault]) -> Vec<String> {
    let mut told: Vec<_> = faults
        .iter()
        .map(|fault| {
            let params = serde_json::to_string(&fault.params).expect("params are JSON");
            format!("{} {} {params}", fault.code.code(), fault.pointer)
        })
        .collect();
    told.sort();
    told
}

/// A start between 2016 and 2032, so that leap days and month ends come up.
fn any_start() -> impl Strategy<Value = NaiveDate> {
    (0..6_000i64).prop_map(|offset| plus(day("2016-01-01"), offset))
}

/// Disjoint closed suspensions around a start, touching ones and ones before the start included.
fn any_suspensions(start: NaiveDate) -> impl Strategy<Value = Vec<DateRange>> {
    prop::collection::vec((0..90i64, 1..70i64), 0..6).prop_map(move |lengths| {
        let mut from = plus(start, -60);
        lengths
            .into_iter()
            .map(|(gap, length)| {
                let range = DateRange::closed(plus(from, gap), plus(from, gap + length));
                from = plus(from, gap + length);
                range
            })
            .collect()
    })
}

fn any_milestone_state() -> impl Strategy<Value = MilestoneState> {
    prop::sample::select(MilestoneState::ALL)
}
