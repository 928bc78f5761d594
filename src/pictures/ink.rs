//! What a mark tells, and so its colour: on a light ground in an attribute, on a dark one by its class.

use std::fmt::Write;

/// What a mark or a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Ground,
    Ink,
    /// Words that matter less.
    Quiet,
    /// Lines behind.
    Grid,
    /// A time in which nothing is expected.
    Band,
    /// What was reached.
    Actual,
    /// What was planned.
    Planned,
    /// What is forecast.
    Forecast,
    /// What is late.
    Late,
}

impl Tone {
    const ALL: [Self; 9] = [
        Self::Ground,
        Self::Ink,
        Self::Quiet,
        Self::Grid,
        Self::Band,
        Self::Actual,
        Self::Planned,
        Self::Forecast,
        Self::Late,
    ];

    /// Its name, its colour on a light ground, and on a dark one. Words have a contrast of 4.5 and more (WCAG 2.2, 1.4.3).
    const fn inks(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Ground => ("ground", "#ffffff", "#161616"),
            Self::Ink => ("ink", "#1a1a1a", "#f2f2f2"),
            Self::Quiet => ("quiet", "#595959", "#b8b8b8"),
            Self::Grid => ("grid", "#d4d4d4", "#454545"),
            Self::Band => ("band", "#ececec", "#2b2b2b"),
            Self::Actual => ("actual", "#1a1a1a", "#f2f2f2"),
            Self::Planned => ("planned", "#0b4f9c", "#8ab8f5"),
            Self::Forecast => ("forecast", "#8a3c0a", "#f2ae76"),
            Self::Late => ("late", "#b01e1e", "#ff9d94"),
        }
    }

    /// Its colour on a light ground.
    pub fn light(self) -> &'static str {
        self.inks().1
    }

    /// The class of what is filled with it.
    pub fn filled(self) -> String {
        format!("fill-{}", self.inks().0)
    }

    /// The class of what is drawn in its lines.
    pub fn stroked(self) -> String {
        format!("line-{}", self.inks().0)
    }
}

/// What is otherwise on a dark ground.
pub fn dark() -> String {
    let mut rules = String::from("@media screen and (prefers-color-scheme:dark){");
    for tone in Tone::ALL {
        let (name, _, dark) = tone.inks();
        let _ = write!(rules, ".fill-{name}{{fill:{dark}}}.line-{name}{{stroke:{dark}}}");
    }
    rules.push('}');
    rules
}
