//! `as_of`: what was known at an instant, or on a day, in place of what is known now (`docs/adr/0019-as-of.md`).
//!
//! A read with it is the same read, in a transaction that shows the past, on a clock that stands at that instant; who asks and what
//! they may is of today. Every answer says as of when it is (`Jalon-As-Of`), so that it can be asked for again.

use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpMessage, HttpRequest};
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use deserr::Deserr;
use serde_json::{Map, Value};
use utoipa::openapi::schema::{Schema, Type};
use utoipa::openapi::{Object, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::named::OfProgramme;
use crate::access::PLATFORM_ZONE;
use crate::civil;
use crate::clock::Clock;
use crate::fault::{Fault, FaultCode};
use crate::shape::ShapeFaults;

/// The parameter.
pub const PARAMETER: &str = "as_of";

/// No day or instant is written longer.
const LONGEST: usize = 40;

/// The header that says as of when an answer is.
pub const HEADER: HeaderName = HeaderName::from_static("jalon-as-of");

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// What was known at an instant.
    Instant(DateTime<Utc>),
    /// What was known at the end of a day, where the programme is; of today, what is known now.
    Day(NaiveDate),
}

/// What was asked of a read that can be of the past: put beside its request.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// As of when it is read, where that is not now.
    pub at: Option<DateTime<Utc>>,
    /// Why it cannot be.
    pub faults: Vec<Fault>,
}

/// As of when an answer is: put beside its request.
#[derive(Clone, Copy, Debug)]
pub struct ShownAt(pub DateTime<Utc>);

impl AsOf {
    /// What a query string asks for; None: what is known now.
    pub fn asked(query: &str, clock: Clock) -> Result<Option<Self>, Fault> {
        if query.is_empty() {
            return Ok(None);
        }
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut given = pairs.into_iter().filter(|(name, _)| name == PARAMETER);
        let Some((_, text)) = given.next() else {
            return Ok(None);
        };
        if given.next().is_some() {
            return Err(Fault::new(FaultCode::RepeatedParameter).at(PARAMETER));
        }
        let as_of = Self::parse(&text).ok_or_else(|| no_instant().at(PARAMETER))?;
        match as_of.is_ahead(clock) {
            true => Err(Fault::new(FaultCode::DateInFuture).at(PARAMETER)),
            false => Ok(Some(as_of)),
        }
    }

    /// `2019-03-04`, or that with a time and an offset (RFC 3339); of the years 1 to 9999.
    fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (day, time) = (text.get(..10)?, text.get(10..)?);
        let digits = day.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let as_of = match time.as_bytes().first() {
            None => Self::Day(day.parse().ok()?),
            // In microseconds, as instants are kept; a leap second is the next one.
            Some(b'T' | b't') => {
                let at = DateTime::parse_from_rfc3339(text).ok()?;
                Self::Instant(DateTime::from_timestamp_micros(at.timestamp_micros())?)
            }
            Some(_) => return None,
        };
        let year = match as_of {
            Self::Day(day) => day.year(),
            Self::Instant(at) => at.year(),
        };
        (digits && (1..=9999).contains(&year)).then_some(as_of)
    }

    /// Whether it is yet to come.
    pub fn is_ahead(self, clock: Clock) -> bool {
        let today = clock.today(PLATFORM_ZONE);
        match self {
            Self::Day(day) => day > today,
            // A clock that stands on a day to come names its instants.
            Self::Instant(at) => at > clock.now().max(civil::start_of(today, PLATFORM_ZONE)),
        }
    }

    /// The instant that it comes to, where the programme is.
    pub fn instant(self, now: DateTime<Utc>, clock: Clock, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Instant(at) => at,
            Self::Day(day) if day >= clock.date(now, zone) => now,
            Self::Day(day) => civil::start_of(day.succ_opt().unwrap_or(day), zone) - TimeDelta::microseconds(1),
        }
    }
}

impl Deserr<ShapeFaults> for AsOf {
    fn deserialize_from_value<V: deserr::IntoValue>(
        value: deserr::Value<V>,
        location: deserr::ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        match value {
            deserr::Value::String(text) => Self::parse(&text).ok_or_else(|| ShapeFaults::one(no_instant(), location)),
            _ => Err(ShapeFaults::wrong_type("string", location)),
        }
    }
}

fn no_instant() -> Fault {
    Fault::new(FaultCode::InvalidFormat).with("expected", "2019-03-04, 2019-03-04T09:30:00Z")
}

impl PartialSchema for AsOf {
    fn schema() -> RefOr<Schema> {
        let text = Object::builder().schema_type(Type::String);
        let text = text.pattern(Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$"));
        text.max_length(Some(LONGEST)).into()
    }
}

impl ToSchema for AsOf {}

/// As of when an answer is of which the journal was read to there, so that it can be asked for again: on the same day, where the
/// programme is.
pub fn shown_at(newest: DateTime<Utc>, programme: Option<OfProgramme>, clock: Clock) -> DateTime<Utc> {
    let zone = programme.map_or(PLATFORM_ZONE, |programme| programme.zone);
    newest.max(civil::start_of(clock.today(zone), zone))
}

/// Takes the parameter out of those of a read that can be of the past; gives what was asked.
pub fn take(request: &HttpRequest, parameters: &mut Map<String, Value>) -> Option<Asked> {
    let asked = request.extensions_mut().remove::<Asked>()?;
    parameters.remove(PARAMETER);
    Some(asked)
}

/// Says as of when an answer is.
pub fn tell<B>(response: &mut ServiceResponse<B>) {
    let shown = response.request().extensions().get::<ShownAt>().copied();
    let told = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let Some(ShownAt(at)) = shown.filter(|_| told) else {
        return;
    };
    if let Ok(at) = HeaderValue::try_from(written(at)) {
        response.headers_mut().insert(HEADER, at);
    }
}

/// An instant, as the header has it and the parameter takes it.
pub fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
