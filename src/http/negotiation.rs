//! In which form to answer: `Accept` (RFC 9110, 12.5.1), among those that the document has for the operation.

use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{Accept, Header, Quality, QualityItem};
use actix_web::mime::{self, Mime};

use super::{answer, problem};

/// A form in which something is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    Json,
    /// Drawn.
    Svg,
    /// A page.
    Html,
}

impl Representation {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => answer::JSON,
            Self::Svg => "image/svg+xml",
            Self::Html => "text/html",
        }
    }

    /// The same, as answers name it.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            plain => plain.media_type(),
        }
    }

    /// The form of a media type, where it is one among which clients choose.
    pub fn of(media_type: &str) -> Option<Self> {
        let all = [Self::Json, Self::Svg, Self::Html];
        all.into_iter().find(|form| form.media_type() == media_type)
    }

    /// That in which a request is answered: put beside it by the gate.
    pub(super) fn asked(request: &HttpRequest) -> Self {
        request.extensions().get().copied().unwrap_or(Self::Json)
    }
}

/// The form that a client takes most gladly, the first of those where it does not care; none where it takes none of them.
/// One that says nothing takes anything.
pub(super) fn best(request: &ServiceRequest, offered: &[Representation]) -> Option<Representation> {
    let Accept(ranges) = Accept::parse(request).ok()?;
    let mut best = (None, Quality::ZERO);
    for &form in offered {
        let quality = match ranges.is_empty() {
            true => Quality::MAX,
            false => quality(form, &ranges),
        };
        if quality > best.1 {
            best = (Some(form), quality);
        }
    }
    best.0
}

/// How gladly it is taken: as the narrowest range says that it is in.
fn quality(form: Representation, ranges: &[QualityItem<Mime>]) -> Quality {
    let narrowness = |range: &Mime| {
        let (media_type, essence) = (form.media_type(), range.essence_str());
        // Who takes refusals alone is refused, in words that it takes.
        let is_it = essence == media_type || form == Representation::Json && essence == problem::MEDIA_TYPE;
        match (range.type_(), range.subtype()) {
            _ if is_it => Some(2),
            (mime::STAR, _) => Some(0),
            (family, mime::STAR) => media_type.starts_with(&format!("{family}/")).then_some(1),
            _ => None,
        }
    };
    let matching = ranges
        .iter()
        .filter_map(|range| Some((narrowness(&range.item)?, range.quality)));
    matching.max().map_or(Quality::ZERO, |(_, quality)| quality)
}
