//! The timeline, drawn: Gantt's chart with baseline, forecast, actual dates, suspensions and today.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{EDGE, LEFT, RIGHT, beside, heading, short_code, title, today, words};
use crate::civil::in_words;
use crate::pictures::{Anchor, Calendar, Mark, Picture, Stroke, Tone, WIDTH, label, line, mark, rectangle, shortened};
use crate::trajectories::dto::{TimelineMilestone, TimelineView};
use crate::vocabulary::{CodeList, Language};

const TOP: f64 = 62.0;
const ROW: f64 = 27.0;
const LONGEST_TITLE: usize = 46;
/// No letter of a state is wider.
const LETTER: f64 = 6.5;

/// The picture of a timeline.
pub fn timeline(view: &TimelineView, language: Language) -> String {
    // The word of the planned end stands beneath the last row.
    let bottom = TOP + ROW * view.milestones.len().max(1) as f64 + 12.0;
    let calendar = Calendar::around(days(view), view.on, (LEFT - 10.0, RIGHT));
    let title = title(words::timeline(language), &view.project, language);
    let picture = Picture {
        name: format!("timeline-{}", view.project.id),
        language,
        description: description(view, language),
        height: bottom + 18.0,
        body: html! {
            (heading(&title))
            (legend(language))
            (suspensions(view, &calendar, bottom))
            (calendar.beneath((TOP - 8.0, bottom)))
            (end(view, &calendar, bottom, language))
            (today(&calendar, view.on, (TOP - 22.0, bottom), TOP - 14.0))
            @for (row, milestone) in view.milestones.iter().enumerate() {
                (self::row(milestone, &calendar, TOP + ROW * row as f64, language))
            }
            @if view.milestones.is_empty() {
                (label((EDGE, TOP + 16.0), Anchor::Start, Tone::Quiet, words::no_milestones(language)))
            }
        },
        title,
    };
    picture.drawn().into_string()
}

fn days(view: &TimelineView) -> impl Iterator<Item = NaiveDate> {
    let ends = [view.start, view.planned_end, view.earliest_end, view.ended_on];
    let running = view.ended_on.is_none() && view.start.is_some();
    let milestones = view.milestones.iter();
    let dates = milestones.flat_map(|row| [row.baseline_on, Some(row.actual_on.unwrap_or(row.forecast_on))]);
    ends.into_iter()
        .chain(dates)
        .chain([running.then_some(view.on)])
        .flatten()
}

fn legend(language: Language) -> Markup {
    let signs = [
        (Mark::Hollow, Tone::Planned, words::planned(language)),
        (Mark::Diamond, Tone::Forecast, words::forecast(language)),
        (Mark::Disc, Tone::Actual, words::actual(language)),
    ];
    html! {
        @for (place, (form, tone, name)) in signs.into_iter().enumerate() {
            @let x = EDGE + 6.0 + 90.0 * place as f64;
            (mark(form, (x, 27.0), tone))
            (label((x + 10.0, 30.5), Anchor::Start, Tone::Ink, name))
        }
        (rectangle(EDGE + 270.0, 22.0, 12.0, 10.0, Tone::Band))
        (label((EDGE + 286.0, 30.5), Anchor::Start, Tone::Ink, words::suspended(language)))
    }
}

fn suspensions(view: &TimelineView, calendar: &Calendar, bottom: f64) -> Markup {
    let until = |range: Option<NaiveDate>| calendar.place(range.unwrap_or(calendar.ends().1));
    html! {
        @for range in &view.suspensions {
            @let (from, to) = (calendar.place(range.from), until(range.until));
            (rectangle(from, TOP - 8.0, to - from, bottom - TOP + 8.0, Tone::Band))
            (line((from, TOP - 8.0), (from, bottom), Tone::Quiet, Stroke::Dotted))
            (line((to, TOP - 8.0), (to, bottom), Tone::Quiet, Stroke::Dotted))
        }
    }
}

fn end(view: &TimelineView, calendar: &Calendar, bottom: f64, language: Language) -> Markup {
    html! {
        @if let Some(end) = view.planned_end {
            @let x = calendar.place(end);
            (line((x, TOP - 8.0), (x, bottom), Tone::Planned, Stroke::Dashed))
            (beside(x, bottom - 3.0, Tone::Planned, words::planned_end(language)))
        }
    }
}

/// A milestone: its words above, its dates beneath, joined where it slips.
fn row(row: &TimelineMilestone, calendar: &Calendar, y: f64, language: Language) -> Markup {
    let reached = row.actual_on.unwrap_or(row.forecast_on);
    let name = shortened(&format!("{} {}", short_code(&row.code), row.title), LONGEST_TITLE);
    let late = row.late.then(|| format!(" - {}", words::late(language)));
    let state = format!(
        "{}{}",
        row.state.label().in_language(language),
        late.unwrap_or_default()
    );
    let (x, middle) = (calendar.place(reached), y + 18.0);
    html! {
        // No line crosses the words.
        (rectangle(0.0, y, WIDTH, 12.0, Tone::Ground))
        (label((EDGE, y + 9.0), Anchor::Start, Tone::Ink, &name))
        (rectangle(RIGHT - LETTER * state.chars().count() as f64, y, WIDTH, 12.0, Tone::Ground))
        (label((RIGHT, y + 9.0), Anchor::End, if row.late { Tone::Late } else { Tone::Quiet }, &state))
        @if let Some(baseline) = row.baseline_on {
            (line((calendar.place(baseline), middle), (x, middle), if row.actual_on.is_some() { Tone::Actual } else { Tone::Forecast },
                Stroke::Plain))
            (mark(Mark::Hollow, (calendar.place(baseline), middle), Tone::Planned))
        }
        @match row.actual_on {
            Some(_) => (mark(Mark::Disc, (x, middle), Tone::Actual)),
            None => (mark(Mark::Diamond, (x, middle), if row.late { Tone::Late } else { Tone::Forecast })),
        }
    }
}

fn description(view: &TimelineView, language: Language) -> String {
    let day = |day: NaiveDate| in_words(day, language);
    let mut said = vec![match view.start {
        None => words::no_start(language).to_owned(),
        Some(start) => words::on(language, words::start(language), start),
    }];
    said.extend(
        view.planned_end
            .map(|end| words::on(language, words::planned_end(language), end)),
    );
    said.extend(
        view.suspensions
            .iter()
            .map(|range| words::suspended_between(language, range.from, range.until)),
    );
    said.extend(view.milestones.iter().map(|row| {
        let (what, reached) = match row.actual_on {
            Some(on) => (words::actual(language), on),
            None => (words::forecast(language), row.forecast_on),
        };
        let baseline = row
            .baseline_on
            .map(|on| format!(", {} {}", words::planned(language), day(on)));
        let late = row.late.then(|| format!(", {}", words::late(language)));
        let state = row.state.label().in_language(language);
        format!(
            "{} {} ({state}), {what} {}{}{}",
            short_code(&row.code),
            row.title,
            day(reached),
            baseline.unwrap_or_default(),
            late.unwrap_or_default()
        )
    }));
    if view.milestones.is_empty() {
        said.push(words::no_milestones(language).to_owned());
    }
    words::sentences(&said)
}
