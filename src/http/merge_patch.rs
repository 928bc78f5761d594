//! The fields of a JSON Merge Patch (RFC 7396): absent leaves, null clears.

mod body;
mod nested;

pub(crate) use body::body;
pub use nested::Nested;
pub(crate) use nested::nested;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};

use crate::fault::{Fault, FaultCode};
use crate::shape::ShapeFaults;

/// A field that can be left, cleared or set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Patch<T> {
    /// Absent: as it was.
    #[default]
    Keep,
    /// `null`: cleared.
    Clear,
    /// Set.
    Set(T),
}

impl<T> Patch<T> {
    /// The value after the patch.
    pub fn apply<U: From<T>>(self, current: Option<U>) -> Option<U> {
        match self {
            Self::Keep => current,
            Self::Clear => None,
            Self::Set(value) => Some(value.into()),
        }
    }

    /// What was sent, if it is not to clear.
    pub fn sent(&self) -> Option<&T> {
        match self {
            Self::Keep | Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: Deserr<ShapeFaults>> Deserr<ShapeFaults> for Patch<T> {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        match value {
            Value::Null => Ok(Self::Clear),
            value => T::deserialize_from_value(value, location).map(Self::Set),
        }
    }
}

/// A field that can be left or set, never cleared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Replace<T> {
    /// Absent: as it was.
    #[default]
    Keep,
    /// Set.
    Set(T),
}

impl<T> Replace<T> {
    /// The value after the patch.
    pub fn apply<U: From<T>>(self, current: U) -> U {
        match self {
            Self::Keep => current,
            Self::Set(value) => value.into(),
        }
    }

    /// What was sent.
    pub fn sent(&self) -> Option<&T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The new value, if one was sent.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: Deserr<ShapeFaults>> Deserr<ShapeFaults> for Replace<T> {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        match value {
            Value::Null => Err(ShapeFaults::one(Fault::new(FaultCode::NotNullable), location)),
            value => T::deserialize_from_value(value, location).map(Self::Set),
        }
    }
}

/// A patch: a body every field of which can be left out. `Replace<T>` can be set, `Patch<T>` cleared too; of
/// both the document says so.
macro_rules! patch {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($fields:tt)* }
    ) => {
        $crate::http::merge_patch::patch!(@fields [$(#[$meta])* $name] [] $($fields)*);
    };
    (@fields $head:tt [$($done:tt)*] $(#[$meta:meta])* pub $field:ident: Replace<$type:ty>, $($rest:tt)*) => {
        $crate::http::merge_patch::patch!(@fields $head [
            $($done)*
            $(#[$meta])*
            #[deserr(default)]
            #[schema(value_type = Option<$type>, nullable = false)]
            pub $field: $crate::http::merge_patch::Replace<$type>,
        ] $($rest)*);
    };
    (@fields $head:tt [$($done:tt)*] $(#[$meta:meta])* pub $field:ident: Patch<$type:ty>, $($rest:tt)*) => {
        $crate::http::merge_patch::patch!(@fields $head [
            $($done)*
            $(#[$meta])*
            #[deserr(default)]
            #[schema(value_type = Option<$type>)]
            pub $field: $crate::http::merge_patch::Patch<$type>,
        ] $($rest)*);
    };
    (@fields [$(#[$meta:meta])* $name:ident] [$($done:tt)*]) => {
        #[derive(Debug, deserr::Deserr, utoipa::ToSchema)]
        #[deserr(error = $crate::shape::ShapeFaults, deny_unknown_fields)]
        $(#[$meta])*
        pub struct $name { $($done)* }
    };
}
pub(crate) use patch;
