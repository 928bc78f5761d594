//! Which language to answer in: `Accept-Language` (RFC 9110, 12.5.4), French by default.

use std::cmp::Reverse;

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header, Preference, Quality};

use crate::vocabulary::Language;

/// The language of the answer to a request: the one it likes best of those there are.
pub fn of(request: &HttpRequest) -> Language {
    let Ok(accepted) = AcceptLanguage::parse(request) else {
        return Language::default();
    };
    let mut wanted: Vec<_> = accepted.iter().filter(|item| item.quality > Quality::ZERO).collect();
    wanted.sort_by_key(|item| Reverse(item.quality));
    let found = wanted.iter().find_map(|item| match &item.item {
        Preference::Any => Some(Language::default()),
        Preference::Specific(tag) => match tag.primary_language().to_ascii_lowercase().as_str() {
            "fr" => Some(Language::French),
            "en" => Some(Language::English),
            _ => None,
        },
    });
    found.unwrap_or_default()
}
