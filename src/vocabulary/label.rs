//! What a code is called, in the two languages the service speaks.

use std::fmt::Display;

use serde::Serialize;

use super::Name;

/// A language of the service. French unless the client asks otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, the default.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// Its tag (RFC 5646).
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// A number, as it is read.
    pub fn number(self, value: impl Display) -> String {
        let written = value.to_string();
        match self {
            Self::French => written.replace('.', ","),
            Self::English => written,
        }
    }

    /// A percent, as it is read.
    pub fn percent(self, value: f64) -> String {
        let space = if self == Self::French { " " } else { "" };
        format!("{}{space}%", self.number(value))
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Label {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Sentence {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Sentence {
    /// The sentence in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl From<Label> for Name {
    fn from(label: Label) -> Self {
        Self {
            fr: label.fr.to_owned(),
            en: label.en.to_owned(),
        }
    }
}

impl Label {
    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::French => self.fr,
            Language::English => self.en,
        }
    }
}

/// A label inside a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The beginning of a sentence.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
