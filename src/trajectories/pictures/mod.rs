//! How projects moved, drawn: each picture from the view that is told in data.

mod curve;
mod timeline;
mod trend;
mod words;

pub use curve::{programme_curve, progress_curve};
pub use timeline::timeline;
pub use trend::milestone_trend;

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::pictures::{Anchor, Axis, Calendar, Stroke, Tone, label, line, shortened};
use crate::reference::Reference;
use crate::vocabulary::Language;

/// Between which places a picture draws.
/// Words begin here.
const EDGE: f64 = 10.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 350.0;

/// What a picture is called.
fn title(what: &str, of: &Reference, language: Language) -> String {
    let code = of.code.as_deref().unwrap_or_default();
    match language {
        Language::French => format!("{what} : {} ({code})", of.name),
        Language::English => format!("{what}: {} ({code})", of.name),
    }
}

/// The same above the picture.
fn heading(title: &str) -> Markup {
    const LONGEST: usize = 62;
    label((EDGE, 14.0), Anchor::Start, Tone::Ink, &shortened(title, LONGEST))
}

/// What a code says within its project: `M01`.
fn short_code(code: &str) -> &str {
    code.rsplit('-').next().unwrap_or(code)
}

/// How wide a word beside a line may be.
const WORD: f64 = 66.0;

/// A word beside a line, on the side where there is room.
fn beside(x: f64, y: f64, tone: Tone, word: &str) -> Markup {
    match x < LEFT + WORD {
        true => label((x + 3.0, y), Anchor::Start, tone, word),
        false => label((x - 3.0, y), Anchor::End, tone, word),
    }
}

/// The day of the reading, across the picture, where the calendar holds it; its date at some height.
fn today(calendar: &Calendar, day: NaiveDate, (top, bottom): Axis, word: f64) -> Markup {
    let (from, until) = calendar.ends();
    let x = calendar.place(day);
    let (anchor, dx) = match x > RIGHT - WORD {
        true => (Anchor::End, -3.0),
        false => (Anchor::Start, 3.0),
    };
    html! {
        @if (from..until).contains(&day) {
            (line((x, top), (x, bottom), Tone::Ink, Stroke::Plain))
            (label((x + dx, word), anchor, Tone::Ink, &day.to_string()))
        }
    }
}
