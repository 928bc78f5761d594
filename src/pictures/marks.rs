//! Lines and marks.

use maud::{Markup, html};

use super::Tone;

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Hair,
    Plain,
    Bold,
    Dashed,
    Dotted,
}

impl Stroke {
    fn width(self) -> &'static str {
        match self {
            Self::Hair => "0.75",
            Self::Plain => "1.5",
            Self::Bold => "2.5",
            Self::Dashed | Self::Dotted => "2",
        }
    }

    fn dashes(self) -> Option<&'static str> {
        match self {
            Self::Dashed => Some("6 3"),
            Self::Dotted => Some("1.5 3"),
            _ => None,
        }
    }
}

/// The form of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An empty diamond.
    Hollow,
    /// A filled diamond.
    Diamond,
    Disc,
    Square,
    Triangle,
    Cross,
}

/// A number with one decimal at most.
pub fn short(number: f64) -> String {
    ((number * 10.0).round() / 10.0).to_string()
}

pub fn line(from: (f64, f64), to: (f64, f64), tone: Tone, stroke: Stroke) -> Markup {
    path(&[from, to], tone, stroke)
}

/// A line through points.
pub fn path(points: &[(f64, f64)], tone: Tone, stroke: Stroke) -> Markup {
    let steps = points.iter().enumerate();
    let steps =
        steps.map(|(place, (x, y))| format!("{}{} {}", if place == 0 { "M" } else { "L" }, short(*x), short(*y)));
    html! {
        path d=(steps.collect::<String>()) fill="none" class=(tone.stroked()) stroke=(tone.light())
            stroke-width=(stroke.width()) stroke-dasharray=[stroke.dashes()] stroke-linejoin="round" {}
    }
}

pub fn rectangle(x: f64, y: f64, width: f64, height: f64, tone: Tone) -> Markup {
    html! {
        rect x=(short(x)) y=(short(y)) width=(short(width)) height=(short(height)) class=(tone.filled()) fill=(tone.light()) {}
    }
}

/// A mark around a point.
pub fn mark(form: Mark, (x, y): (f64, f64), tone: Tone) -> Markup {
    const R: f64 = 4.0;
    let around = |points: &[(f64, f64)]| {
        let points = points
            .iter()
            .map(|(dx, dy)| format!("{},{}", short(x + R * dx), short(y + R * dy)));
        points.collect::<Vec<_>>().join(" ")
    };
    let filled = |points: &[(f64, f64)]| {
        html! { polygon points=(around(points)) class=(tone.filled()) fill=(tone.light()) {} }
    };
    // Seen around another mark of the same day.
    const WIDE: [(f64, f64); 4] = [(0.0, -1.8), (1.8, 0.0), (0.0, 1.8), (-1.8, 0.0)];
    const DIAMOND: [(f64, f64); 4] = [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)];
    match form {
        Mark::Diamond => filled(&DIAMOND),
        Mark::Square => filled(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        Mark::Triangle => filled(&[(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)]),
        Mark::Disc => html! {
            circle cx=(short(x)) cy=(short(y)) r=(short(R)) class=(tone.filled()) fill=(tone.light()) {}
        },
        Mark::Hollow => html! {
            polygon points=(around(&WIDE)) class={ (Tone::Ground.filled()) " " (tone.stroked()) } fill=(Tone::Ground.light())
                stroke=(tone.light()) stroke-width="1.5" {}
        },
        Mark::Cross => html! {
            (line((x - R, y - R), (x + R, y + R), tone, Stroke::Plain))
            (line((x - R, y + R), (x + R, y - R), tone, Stroke::Plain))
        },
    }
}
