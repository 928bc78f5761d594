//! Drawing in SVG: a picture with its title and its description, marks and words, a calendar axis. It knows no resource.
//!
//! Made to be read anywhere (docs/adr/0020-pictures.md): what matters is said in presentation attributes, which renderers outside browsers
//! understand; a style sheet says only what is otherwise on a dark ground. Nothing is told by colour alone: each tone has its own
//! line or mark, and words. A picture is as wide as a phone, and is drawn larger where there is room.

mod axis;
mod ink;
mod marks;
mod words;

use maud::{Markup, PreEscaped, html};

pub use axis::{Axis, Calendar, Percents};
pub use ink::{Tone, dark};
pub use marks::{Mark, Stroke, line, mark, path, rectangle};
pub use words::{Anchor, label, shortened, spread};

use crate::vocabulary::Language;
use words::in_xml;

/// How wide every picture is: each unit a pixel on a phone.
pub const WIDTH: f64 = 360.0;

/// A picture.
#[derive(Debug)]
pub struct Picture {
    /// What sets it apart from others on a page.
    pub name: String,
    pub language: Language,
    /// What it is of: its name to who does not see it.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    pub height: f64,
    pub body: Markup,
}

impl Picture {
    /// The picture as a document, or as part of a page.
    pub fn drawn(&self) -> Markup {
        let (title, description) = (format!("{}-title", self.name), format!("{}-description", self.name));
        let (width, height) = (WIDTH.to_string(), marks::short(self.height));
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
                lang=(self.language.tag()) role="img" aria-labelledby=(title) aria-describedby=(description)
                font-family="Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="10" {
                title id=(title) { (in_xml(&self.title)) }
                desc id=(description) { (in_xml(&self.description)) }
                style { (PreEscaped(dark())) }
                (rectangle(0.0, 0.0, WIDTH, self.height, Tone::Ground))
                (self.body)
            }
        }
    }
}
