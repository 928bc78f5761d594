//! The milestone trend, drawn: days of reports along, forecasts up, and where a date is reached.

use maud::html;

use super::{EDGE, LEFT, heading, short_code, title, words};
use crate::pictures::{Anchor, Calendar, Mark, Picture, Stroke, Tone, label, line, mark, path, spread};
use crate::trajectories::dto::{MilestoneTrend, MilestoneTrendView};
use crate::vocabulary::{CodeList, Language};

const TOP: f64 = 42.0;
/// As high as this, or as the names need.
const LEAST: f64 = 258.0;
const NAME: f64 = 10.0;
/// Codes stand behind the last report.
const RIGHT: f64 = 316.0;
/// Each is told by its mark too.
const MARKS: [Mark; 6] = [
    Mark::Diamond,
    Mark::Disc,
    Mark::Square,
    Mark::Triangle,
    Mark::Cross,
    Mark::Hollow,
];

/// The picture of a trend.
pub fn milestone_trend(view: &MilestoneTrendView, language: Language) -> String {
    let reports = Calendar::around(view.reports.iter().copied(), view.on, (LEFT + 8.0, RIGHT));
    let told: Vec<&MilestoneTrend> = view.milestones.iter().filter(|row| !row.forecasts.is_empty()).collect();
    let bottom = TOP + LEAST.max(NAME * told.len() as f64);
    let days = told
        .iter()
        .flat_map(|row| &row.forecasts)
        .map(|point| point.forecast_on);
    let forecasts = Calendar::around(days, view.on, (bottom, TOP));
    let lines: Vec<Vec<(f64, f64)>> = told
        .iter()
        .map(|row| {
            let points = row.forecasts.iter();
            points
                .map(|point| (reports.place(point.on), forecasts.place(point.forecast_on)))
                .collect()
        })
        .collect();
    let ends: Vec<f64> = lines.iter().filter_map(|line| line.last()).map(|(_, y)| *y).collect();
    let names = spread(&ends, NAME, (TOP, bottom));
    let title = title(words::trend(language), &view.project, language);
    let picture = Picture {
        name: format!("trend-{}", view.project.id),
        language,
        description: description(view, language),
        height: bottom + 32.0,
        body: html! {
            (heading(&title))
            (reports.beneath((TOP, bottom)))
            (forecasts.beside((LEFT + 8.0, RIGHT)))
            (label(((LEFT + RIGHT) / 2.0, bottom + 26.0), Anchor::Middle, Tone::Quiet, words::report_day(language)))
            (reached(&reports, &forecasts, language))
            @for (place, row) in told.iter().enumerate() {
                @let tone = if row.actual_on.is_some() { Tone::Actual } else { Tone::Forecast };
                (path(&lines[place], tone, Stroke::Plain))
                @for point in &lines[place] { (mark(MARKS[place % MARKS.len()], *point, tone)) }
                @if let Some((x, y)) = lines[place].last() {
                    (line((x + 5.0, *y), (RIGHT + 6.0, names[place]), Tone::Grid, Stroke::Hair))
                }
                (label((RIGHT + 8.0, names[place] + 3.5), Anchor::Start, Tone::Ink, code(row)))
            }
            @if told.is_empty() {
                (label((LEFT + 14.0, TOP + 16.0), Anchor::Start, Tone::Ink, words::no_milestones(language)))
            }
        },
        title,
    };
    picture.drawn().into_string()
}

/// The line on which a report and a forecast are of the same day.
fn reached(reports: &Calendar, forecasts: &Calendar, language: Language) -> maud::Markup {
    let (from, until) = (
        reports.ends().0.max(forecasts.ends().0),
        reports.ends().1.min(forecasts.ends().1),
    );
    let place = |day| (reports.place(day), forecasts.place(day));
    html! {
        @if from < until {
            (line(place(from), place(until), Tone::Planned, Stroke::Dashed))
            (line((EDGE, 27.0), (EDGE + 26.0, 27.0), Tone::Planned, Stroke::Dashed))
            (label((EDGE + 31.0, 30.5), Anchor::Start, Tone::Ink, words::reached_line(language)))
        }
    }
}

fn code(row: &MilestoneTrend) -> &str {
    short_code(row.milestone.code.as_deref().unwrap_or_default())
}

fn description(view: &MilestoneTrendView, language: Language) -> String {
    let told = view.milestones.iter().filter_map(|row| {
        let (first, last) = (row.forecasts.first()?, row.forecasts.last()?);
        let what = match row.actual_on {
            Some(_) => words::actual(language),
            None => words::forecast(language),
        };
        let state = row.state.label().in_language(language);
        let moved = words::moved(language, [first.forecast_on, first.on, last.forecast_on]);
        Some(format!(
            "{} {} ({state}), {what} {moved}",
            code(row),
            row.milestone.name
        ))
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => words::no_milestones(language).to_owned(),
        false => words::sentences(&told),
    }
}
