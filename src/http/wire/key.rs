//! What addresses a resource in a path or a body.

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use uuid::Uuid;

use super::string;
use crate::http::problem::{ApiError, ApiResult};
use crate::http::shape::ShapeFaults;

/// What addresses a resource that has a code: its id, or the code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// By id.
    Id(Uuid),
    /// By code.
    Code(String),
}

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
        Uuid::try_parse(text).map_or_else(|_| Self::Code(text.to_owned()), Self::Id)
    }
}

impl Deserr<ShapeFaults> for Key {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        Ok(Self::parse(string(value, location)?.trim()))
    }
}

/// An id in a path; what is no id is nothing that exists (404).
pub fn id_in_path(segment: &str) -> ApiResult<Uuid> {
    Uuid::try_parse(segment).map_err(|_| ApiError::not_found())
}
