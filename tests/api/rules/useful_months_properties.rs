//! The useful-months clock: every property of domain.md, and a model that counts day by day.

use chrono::{Months, NaiveDate};
use jalon::civil::DateRange;
use jalon::useful_months::UsefulMonths;
use proptest::prelude::*;

use super::{any_start, any_suspensions, days_of, plus};

/// The definition, day by day.
#[derive(Clone, Debug)]
struct Model {
    start: NaiveDate,
    months: u32,
    suspensions: Vec<DateRange>,
}

impl Model {
    fn is_suspended(&self, day: NaiveDate) -> bool {
        self.suspensions.iter().any(|range| range.contains(day))
    }

    fn useful_days(&self, t: NaiveDate) -> i64 {
        days_of(self.start, t).filter(|day| !self.is_suspended(*day)).count() as i64
    }

    fn total_days(&self) -> i64 {
        days_of(self.start, self.start + Months::new(self.months)).count() as i64
    }

    fn date_after(&self, useful_days: i64) -> NaiveDate {
        let mut left = useful_days;
        days_of(self.start, NaiveDate::MAX)
            .find(|day| {
                let reached = left <= 0;
                left -= i64::from(!self.is_suspended(*day));
                reached
            })
            .expect("the calendar is long enough")
    }

    fn clock(&self) -> UsefulMonths {
        UsefulMonths::new(self.start, self.months, self.suspensions.iter().copied(), None)
    }
}

fn any_model() -> impl Strategy<Value = Model> {
    (any_start(), 1..25u32).prop_flat_map(|(start, months)| {
        any_suspensions(start).prop_map(move |suspensions| Model {
            start,
            months,
            suspensions,
        })
    })
}

proptest! {
    #[test]
    fn agrees_with_the_model(
        model in any_model(),
        since in -90..1_200i64,
        length in -30..400i64,
        n in 0..900i64,
    ) {
        let clock = model.clock();
        let since = plus(model.start, since);
        let before = plus(since, length);
        let total = model.total_days();
        let used = model.useful_days(before);
        prop_assert_eq!(clock.total_days(), total);
        prop_assert_eq!(clock.useful_days(before), used);
        prop_assert_eq!(clock.overrun_days(before), (used - total).max(0));
        let useful = days_of(since, before)
            .filter(|day| *day >= model.start && !model.is_suspended(*day))
            .count() as i64;
        prop_assert_eq!(clock.useful_days_between(since, before), useful);
        let suspended =
            days_of(since, before).filter(|day| model.is_suspended(*day)).count() as i64;
        prop_assert_eq!(clock.suspended_days_between(since, before), suspended);
        prop_assert_eq!(clock.suspended_on(since).is_some(), model.is_suspended(since));
        prop_assert!(clock.suspended_on(since).is_none_or(|range| range.contains(since)));
        prop_assert_eq!(clock.date_after_useful_days(n), Some(model.date_after(n)));
        prop_assert_eq!(clock.planned_end(model.start), Some(model.date_after(total)));
        prop_assert_eq!(clock.earliest_end(model.start), clock.planned_end(model.start));

        let months = clock.useful_months_used(before);
        let exact = f64::from(model.months) * used as f64 / total as f64;
        prop_assert!((months - exact).abs() <= 0.005 + 1e-9);
        prop_assert!(((months * 100.0).round() - months * 100.0).abs() < 1e-6, "two decimals");
    }

    #[test]
    fn the_planned_end_is_the_least_date_that_reaches_the_total(model in any_model()) {
        let clock = model.clock();
        let end = clock.planned_end(model.start).expect("no suspension is open");
        prop_assert_eq!(clock.useful_days(end), clock.total_days());
        prop_assert!(clock.useful_days(plus(end, -1)) < clock.total_days());
        prop_assert_eq!(clock.useful_months_used(end), f64::from(model.months));
        prop_assert_eq!(clock.overrun_days(end), 0);
    }

    #[test]
    fn monotone_in_t(model in any_model(), a in -90..1_200i64, b in -90..1_200i64) {
        let clock = model.clock();
        let (a, b) = (plus(model.start, a.min(b)), plus(model.start, a.max(b)));
        prop_assert!(clock.useful_days(a) <= clock.useful_days(b));
        prop_assert!(clock.useful_months_used(a) <= clock.useful_months_used(b));
        prop_assert!(clock.overrun_days(a) <= clock.overrun_days(b));
    }

    #[test]
    fn constant_inside_a_suspension(model in any_model(), into in 0..70i64) {
        let clock = model.clock();
        for suspension in &model.suspensions {
            let inside = plus(suspension.from, into % (suspension.days().expect("closed") + 1));
            prop_assert_eq!(clock.useful_days(inside), clock.useful_days(suspension.from));
        }
    }

    #[test]
    fn a_future_suspension_of_k_days_moves_the_end_by_k(
        model in any_model(),
        at in 0.0..1.0f64,
        k in 1..60i64,
    ) {
        let end = model.clock().planned_end(model.start).expect("no suspension is open");
        // Another suspension beyond the end could be reached by the moved end, and move it further.
        let known: Vec<_> =
            model.suspensions.into_iter().filter(|known| known.from < end).collect();
        let clock = UsefulMonths::new(model.start, model.months, known.iter().copied(), None);
        let useful: Vec<_> =
            days_of(model.start, end).filter(|day| clock.suspended_on(*day).is_none()).collect();
        let from = useful[(useful.len() as f64 * at) as usize];
        let room = known
            .iter()
            .map(|range| range.from)
            .filter(|next| *next > from)
            .fold(end, NaiveDate::min);
        let until = plus(from, k).min(room);
        let added = DateRange::closed(from, until);
        let k = added.days().expect("closed");

        let all = known.into_iter().chain([added]);
        let moved = UsefulMonths::new(model.start, model.months, all, None);
        prop_assert_eq!(moved.planned_end(model.start), Some(plus(end, k)));
        prop_assert_eq!(moved.useful_days(from), clock.useful_days(from));
    }

    #[test]
    fn the_order_of_insertion_is_irrelevant(
        (model, shuffled) in any_model().prop_flat_map(|model| {
            let shuffled = Just(model.suspensions.clone()).prop_shuffle();
            (Just(model), shuffled)
        }),
        open_after in prop::option::of(0..50i64),
        t in -90..1_200i64,
    ) {
        let last = model.suspensions.last().and_then(|range| range.until).unwrap_or(model.start);
        let open = open_after.map(|days| DateRange::open(plus(last, days)));
        let t = plus(model.start, t);
        let in_order = model.suspensions.iter().copied().chain(open);
        let out_of_order = open.into_iter().chain(shuffled);
        let in_order = UsefulMonths::new(model.start, model.months, in_order, None);
        let out_of_order = UsefulMonths::new(model.start, model.months, out_of_order, None);
        prop_assert_eq!(in_order.reading(t), out_of_order.reading(t));
        prop_assert_eq!(in_order, out_of_order);
    }

    #[test]
    fn two_that_touch_equal_one(
        model in any_model(),
        cut in 0.0..1.0f64,
        t in -90..1_200i64,
        n in 0..900i64,
    ) {
        let cut = |range: &DateRange| {
            let days = range.days().expect("closed");
            let middle = plus(range.from, (days as f64 * cut) as i64);
            [DateRange { until: Some(middle), ..*range }, DateRange { from: middle, ..*range }]
        };
        let parts = model.suspensions.iter().flat_map(cut);
        let parts = UsefulMonths::new(model.start, model.months, parts, None);
        let whole = model.clock();
        let t = plus(model.start, t);
        prop_assert_eq!(parts.reading(t), whole.reading(t));
        prop_assert_eq!(parts.date_after_useful_days(n), whole.date_after_useful_days(n));
    }

    #[test]
    fn the_earliest_end_is_that_of_a_resumption_now(
        model in any_model(),
        gap in 0..90i64,
        t in 0..1_200i64,
        later in 0..90i64,
    ) {
        let last = model.suspensions.last().and_then(|range| range.until).unwrap_or(model.start);
        let from = plus(last, gap);
        let t = plus(model.start, t);
        let with = |range| {
            let all = model.suspensions.iter().copied().chain([range]);
            UsefulMonths::new(model.start, model.months, all, None)
        };
        let open = with(DateRange::open(from));
        prop_assert_eq!(open.planned_end(t), None);
        let resumed = with(DateRange::closed(from, from.max(t)));
        prop_assert_eq!(open.earliest_end(t), resumed.planned_end(t));
        prop_assert_eq!(open.as_if_resumed_on(t), resumed);
        let by_waiting = open.earliest_end(plus(t, later));
        prop_assert!(open.earliest_end(t) <= by_waiting, "waiting gains nothing");
        prop_assert_eq!(open.useful_days(from.max(t)), open.useful_days(from));
    }

    #[test]
    fn the_actual_end_stops_the_display_alone(
        model in any_model(),
        ended in 0..1_200i64,
        t in 0..1_200i64,
    ) {
        let (ended, t) = (plus(model.start, ended), plus(model.start, t));
        let running = model.clock();
        let over = UsefulMonths::new(model.start, model.months, model.suspensions, Some(ended));
        prop_assert_eq!(over.useful_days_used(t), running.useful_days(t.min(ended)));
        prop_assert_eq!(over.useful_months_used(t), running.useful_months_used(t.min(ended)));
        prop_assert_eq!(over.useful_days(t), running.useful_days(t));
        prop_assert_eq!(over.planned_end(t), running.planned_end(t));
    }
}
