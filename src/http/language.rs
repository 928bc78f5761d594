//! Which language to answer in: `Accept-Language` (RFC 9110, 12.5.4), French by default.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::vocabulary::Language;

/// The language of the answer to a request.
pub fn of(request: &HttpRequest) -> Language {
    request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Language::default(), negotiate)
}

fn negotiate(header: &str) -> Language {
    let preferred = accept_language::intersection_ordered(header, &["fr", "en"]);
    match preferred.first().map(String::as_str) {
        Some("en") => Language::English,
        Some(_) => Language::French,
        None => accept_language::parse(header)
            .iter()
            .find_map(|tag| match tag.split('-').next() {
                Some("fr") => Some(Language::French),
                Some("en") => Some(Language::English),
                _ => None,
            })
            .unwrap_or_default(),
    }
}
