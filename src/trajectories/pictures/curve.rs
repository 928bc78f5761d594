//! Progress curves, drawn.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{EDGE, LEFT, RIGHT, beside, heading, title, today, words};
use crate::pictures::{
    Anchor, Axis, Calendar, Mark, Percents, Picture, Stroke, Tone, label, line, mark, path, rectangle,
};
use crate::trajectories::dto::{CurvePoint, MeanProgress, ProgrammeCurveView, ProgressCurveView};
use crate::useful_months::UsefulMonths;
use crate::vocabulary::Language;

const TOP: f64 = 66.0;
const BOTTOM: f64 = 206.0;
const HEIGHT: f64 = 226.0;
/// Names stand behind the last point.
const END: f64 = RIGHT - 8.0;
const PLOT: Percents = Percents { places: (BOTTOM, TOP) };

/// The points of a curve.
type Points = Vec<(f64, f64)>;

/// How a curve is drawn, and what it is called.
type Style = (Tone, Stroke, fn(Language) -> &'static str);

const CURVES: [Style; 3] = [
    (Tone::Planned, Stroke::Dashed, words::planned),
    (Tone::Forecast, Stroke::Dotted, words::forecast),
    (Tone::Actual, Stroke::Bold, words::actual),
];

/// The picture of a project's curve.
pub fn progress_curve(view: &ProgressCurveView, clock: Option<&UsefulMonths>, language: Language) -> String {
    let likely = view.likely_end.as_ref().and_then(|end| end.on);
    let days = view.points.iter().map(|point| point.on);
    let days = days.chain(likely).chain(view.planned_end);
    let calendar = Calendar::around(days, view.on, (LEFT, END));
    let title = title(words::curve(language), &view.project, language);
    let curve = |value: fn(&CurvePoint) -> Option<f64>| {
        steps(
            view.points
                .iter()
                .filter_map(|point| Some((calendar.place(point.on), PLOT.place(value(point)?)))),
        )
    };
    let curves = [
        curve(|point| point.planned),
        curve(|point| point.forecast),
        curve(|point| point.actual),
    ];
    let picture = Picture {
        name: format!("curve-{}", view.project.id),
        language,
        description: described(view, clock, language),
        height: HEIGHT,
        body: html! {
            (heading(&title))
            (suspensions(clock, &calendar, language))
            (calendar.beneath((TOP, BOTTOM)))
            (PLOT.beside((LEFT, END)))
            @if let Some(clock) = clock { (useful_months(clock, &calendar, language)) }
            (ending(&calendar, view.planned_end, Tone::Planned, BOTTOM - 4.0, words::planned_end(language)))
            (ending(&calendar, likely, Tone::Late, BOTTOM - 16.0, words::likely_end(language)))
            (legend(&curves, language))
            (drawn(&curves))
            @if !view.points.is_empty() { (today(&calendar, view.on, (TOP, BOTTOM), BOTTOM - 28.0)) } @else {
                (label((LEFT + 8.0, TOP + 16.0), Anchor::Start, Tone::Ink, words::no_start(language)))
            }
        },
        title,
    };
    picture.drawn().into_string()
}

/// The picture of a programme's curve: on the calendar, and beneath on useful months.
pub fn programme_curve(view: &ProgrammeCurveView, language: Language) -> String {
    const SECOND: f64 = HEIGHT - 40.0;
    let calendar = Calendar::around(view.by_date.iter().map(|mean| mean.on), view.on, (LEFT, END));
    let longest = view.by_useful_month.last().map_or(1, |mean| mean.useful_months.max(1));
    let month = |months: u32| LEFT + (END - LEFT) * f64::from(months) / f64::from(longest);
    let beneath = Percents {
        places: (BOTTOM + SECOND, TOP + SECOND),
    };
    let by_date = |value: Value| {
        let means = view.by_date.iter();
        let points = means.filter_map(|it| Some((calendar.place(it.on), PLOT.place(value(&it.mean)?))));
        points.collect::<Vec<_>>()
    };
    let by_month = |value: Value| {
        let means = view.by_useful_month.iter();
        let points = means.filter_map(|it| Some((month(it.useful_months), beneath.place(value(&it.mean)?))));
        points.collect::<Vec<_>>()
    };
    let title = title(words::curve(language), &view.programme, language);
    let picture = Picture {
        name: format!("curve-{}", view.programme.id),
        language,
        description: described_means(view, language),
        height: HEIGHT + SECOND,
        body: html! {
            (heading(&title))
            (calendar.beneath((TOP, BOTTOM)))
            (PLOT.beside((LEFT, END)))
            (today(&calendar, view.on, (TOP, BOTTOM), BOTTOM - 28.0))
            (legend(&means(by_date), language))
            (drawn(&means(by_date)))
            (months(longest, &month, (TOP + SECOND, BOTTOM + SECOND), BOTTOM + SECOND + 12.0))
            (label((RIGHT, TOP + SECOND - 6.0), Anchor::End, Tone::Quiet, words::useful_months(language)))
            (beneath.beside((LEFT, END)))
            (drawn(&means(by_month)))
            @if view.by_date.is_empty() {
                (label((LEFT + 8.0, TOP + 16.0), Anchor::Start, Tone::Ink, words::no_projects(language)))
            }
        },
        title,
    };
    picture.drawn().into_string()
}

type Value = fn(&MeanProgress) -> Option<f64>;

fn means(curve: impl Fn(Value) -> Points) -> [Points; 3] {
    [
        curve(|mean| mean.planned),
        curve(|mean| mean.forecast),
        curve(|mean| mean.actual),
    ]
}

/// What was planned, is forecast and was reached.
fn drawn(curves: &[Points; 3]) -> Markup {
    html! {
        @for (points, (tone, stroke, _)) in curves.iter().zip(CURVES) {
            @match points.as_slice() {
                [] => {}
                // A line has no length here.
                [alone] => (mark(Mark::Disc, *alone, tone)),
                _ => (path(points, tone, stroke)),
            }
        }
    }
}

/// How the curves that are there are drawn.
fn legend(curves: &[Points; 3], language: Language) -> Markup {
    html! {
        @for (place, (points, (tone, stroke, name))) in curves.iter().zip(CURVES).enumerate() {
            @if !points.is_empty() {
                @let x = EDGE + 112.0 * place as f64;
                (line((x, 28.0), (x + 26.0, 28.0), tone, stroke))
                (label((x + 31.0, 31.5), Anchor::Start, Tone::Ink, name(language)))
            }
        }
    }
}

/// Values that hold until the next.
fn steps(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for (x, y) in points {
        if let Some((_, before)) = steps.last().copied() {
            steps.push((x, before));
        }
        steps.push((x, y));
    }
    steps
}

fn suspensions(clock: Option<&UsefulMonths>, calendar: &Calendar, language: Language) -> Markup {
    let ranges = clock.map(UsefulMonths::suspensions).unwrap_or_default();
    html! {
        @if !ranges.is_empty() {
            (rectangle(EDGE, 36.0, 12.0, 10.0, Tone::Band))
            (label((EDGE + 17.0, 45.0), Anchor::Start, Tone::Ink, words::suspended(language)))
        }
        @for range in ranges {
            @let (from, to) = (calendar.place(range.from), calendar.place(range.until.unwrap_or(calendar.ends().1)));
            (rectangle(from, TOP, to - from, BOTTOM - TOP, Tone::Band))
        }
    }
}

/// The axis of useful months, above.
fn useful_months(clock: &UsefulMonths, calendar: &Calendar, language: Language) -> Markup {
    let day = |month: u32| {
        let days = i64::from(month) * clock.total_days() / i64::from(clock.months().max(1));
        clock.date_after_useful_days(days)
    };
    let place = |month| day(month).map_or(END, |day| calendar.place(day));
    html! {
        (months(clock.months(), &place, (TOP - 4.0, TOP), TOP - 7.0))
        (label((RIGHT, TOP - 18.0), Anchor::End, Tone::Quiet, words::useful_months(language)))
    }
}

/// The useful months that have room for their number.
fn months(last: u32, place: &dyn Fn(u32) -> f64, lines: Axis, words_at: f64) -> Markup {
    const ROOM: f64 = 16.0;
    let mut named: Vec<(u32, f64)> = Vec::new();
    for month in 0..=last {
        let x = place(month);
        if named.last().is_none_or(|(_, before)| x - before >= ROOM) {
            named.push((month, x));
        }
    }
    html! {
        @for (month, x) in named {
            (line((x, lines.0), (x, lines.1), Tone::Grid, Stroke::Hair))
            (label((x, words_at), Anchor::Middle, Tone::Quiet, &month.to_string()))
        }
    }
}

/// An end, across the picture.
fn ending(calendar: &Calendar, day: Option<NaiveDate>, tone: Tone, y: f64, name: &str) -> Markup {
    html! {
        @if let Some(day) = day {
            @let x = calendar.place(day);
            (line((x, TOP), (x, BOTTOM), tone, Stroke::Dotted))
            (beside(x, y, tone, name))
        }
    }
}

fn described(view: &ProgressCurveView, clock: Option<&UsefulMonths>, language: Language) -> String {
    let last = |value: fn(&CurvePoint) -> Option<f64>| {
        view.points
            .iter()
            .filter(|point| point.on <= view.on)
            .filter_map(value)
            .next_back()
    };
    if view.points.is_empty() {
        return words::no_start(language).to_owned();
    }
    let mut said = vec![words::stands(
        language,
        view.on,
        [last(|point| point.actual), last(|point| point.planned)],
    )];
    said.extend(
        view.planned_end
            .map(|end| words::on(language, words::planned_end(language), end)),
    );
    said.extend(
        view.likely_end
            .as_ref()
            .map(|end| end.sentence.in_language(language).to_owned()),
    );
    let ranges = clock.map(UsefulMonths::suspensions).unwrap_or_default();
    said.extend(
        ranges
            .iter()
            .map(|range| words::suspended_between(language, range.from, range.until)),
    );
    words::sentences(&said)
}

fn described_means(view: &ProgrammeCurveView, language: Language) -> String {
    let now = view.by_date.iter().find(|mean| mean.on == view.on);
    match now {
        None => words::no_projects(language).to_owned(),
        Some(now) => words::stands(language, view.on, [now.mean.actual, now.mean.planned]),
    }
}
