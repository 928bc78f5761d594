//! Words in a picture.

use maud::{Markup, html};

use super::{Tone, marks};

/// Which of its ends a word has at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A text as XML can hold it (XML 1.0, 2.2): what it cannot is replaced.
pub fn in_xml(text: &str) -> String {
    let held = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars()
        .map(|c| if held(c) { c } else { char::REPLACEMENT_CHARACTER })
        .collect()
}

/// A word whose base line is there.
pub fn label((x, y): (f64, f64), anchor: Anchor, tone: Tone, text: &str) -> Markup {
    html! {
        text x=(marks::short(x)) y=(marks::short(y)) text-anchor=(anchor.code()) class=(tone.filled()) fill=(tone.light()) { (in_xml(text)) }
    }
}

/// A text that is no longer than so many characters.
pub fn shortened(text: &str, most: usize) -> String {
    match text.chars().count() > most {
        true => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
        false => text.to_owned(),
    }
}

/// Places that are so far from each other at least, each as near as can be above or below its own, in the order of their own.
pub fn spread(places: &[f64], least: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|one, other| places[*one].total_cmp(&places[*other]));
    let mut spread = places.to_vec();
    let mut next = top;
    for &place in &order {
        spread[place] = spread[place].max(next);
        next = spread[place] + least;
    }
    let mut next = bottom;
    for &place in order.iter().rev() {
        spread[place] = spread[place].min(next);
        next = spread[place] - least;
    }
    spread
}
