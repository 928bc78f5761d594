//! What addresses a resource in a path or a body.

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::{RefOr, Schema};
use uuid::Uuid;

use super::{Id, string};
use crate::civil::Month;
use crate::fault::{Fault, Unit};
use crate::http::error::{ApiError, ApiResult};
use crate::shape::ShapeFaults;

/// How long a code may be.
const LONGEST: usize = 60;

/// What addresses a resource that has a code: its id, or the code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// By id.
    Id(Uuid),
    /// By code.
    Code(String),
}

impl utoipa::PartialSchema for Key {
    fn schema() -> RefOr<Schema> {
        Object::builder()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(LONGEST))
            .description(Some("An id (UUID) or a code."))
            .into()
    }
}

impl utoipa::ToSchema for Key {}

impl Key {
    /// The id, where it is one.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Id(id) => Some(*id),
            Self::Code(_) => None,
        }
    }

    /// The code, where it is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Id(_) => None,
            Self::Code(code) => Some(code),
        }
    }

    /// Reads a path segment.
    pub fn parse(text: &str) -> Self {
        read_id(text).map_or_else(|| Self::Code(text.to_owned()), Self::Id)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => id.fmt(out),
            Self::Code(code) => code.fmt(out),
        }
    }
}

impl Deserr<ShapeFaults> for Key {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        let text = string(value, location)?;
        match text.trim() {
            _ if text.is_empty() => Err(ShapeFaults::one(Fault::too_short(1, Unit::Characters), location)),
            text if text.chars().count() > LONGEST => {
                let fault = Fault::too_long(LONGEST, Unit::Characters);
                Err(ShapeFaults::one(fault, location))
            }
            text => Ok(Self::parse(text)),
        }
    }
}

/// An id in a path; what is no id is nothing that exists (404).
pub fn id_in_path(segment: &str) -> ApiResult<Uuid> {
    read_id(segment).ok_or_else(ApiError::not_found)
}

/// An id as it is written (RFC 9562, 4): other spellings that parsers take are none.
pub fn read_id(text: &str) -> Option<Uuid> {
    const LENGTH: usize = 36;
    (text.len() == LENGTH).then(|| Uuid::try_parse(text).ok()).flatten()
}

impl<'de> serde::Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(segment: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(segment)?))
    }
}

/// A calendar month in a path, as `2019-03`; what is none is nothing that exists (404).
#[derive(Clone, Copy, Debug)]
pub struct CalendarMonth(pub Month);

impl utoipa::PartialSchema for CalendarMonth {
    fn schema() -> RefOr<Schema> {
        Object::with_type(Type::String).into()
    }
}

impl utoipa::ToSchema for CalendarMonth {}

impl<'de> serde::Deserialize<'de> for CalendarMonth {
    fn deserialize<D: serde::Deserializer<'de>>(segment: D) -> Result<Self, D::Error> {
        let segment = String::deserialize(segment)?;
        let month = Month::parse(&segment).map(Self);
        month.ok_or_else(|| serde::de::Error::custom("not a month"))
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(segment: D) -> Result<Self, D::Error> {
        let segment = String::deserialize(segment)?;
        read_id(&segment)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("not an id"))
    }
}
