//! The fields of a JSON Merge Patch (RFC 7396): absent leaves, null clears.

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

/// A value that is an object, of which a patch changes some members.
pub trait Nested: Sized {
    /// What changes it.
    type Patch;

    /// What a patch makes of it; the names of the members that are missing, where there was none.
    fn patched(before: Option<Self>, patch: Self::Patch) -> Result<Self, Vec<&'static str>>;
}

impl<P> Patch<P> {
    /// The object after the patch, or what is missing of a new one, in the member of that name.
    pub fn apply_within<T: Nested<Patch = P>>(self, before: Option<T>, member: &str) -> Result<Option<T>, Vec<Fault>> {
        let missing = |name| Fault::new(FaultCode::MissingField).at(format!("/{member}/{name}"));
        match self {
            Self::Keep => Ok(before),
            Self::Clear => Ok(None),
            Self::Set(patch) => match T::patched(before, patch) {
                Ok(after) => Ok(Some(after)),
                Err(names) => Err(names.into_iter().map(missing).collect()),
            },
        }
    }
}

/// An object of a body, all members of which are required, kept as `jsonb`; and the patch of it:
///
/// ```text
/// nested! {
///     /// How much there is.
///     pub struct Volume;
///     /// A change of how much there is.
///     pub struct VolumePatch;
///     {
///         /// How many.
///         pub count: Count,
///     }
/// }
/// ```
macro_rules! nested {
    (
        $(#[$meta:meta])* pub struct $name:ident;
        $(#[$patch_meta:meta])* pub struct $patch:ident;
        { $( $(#[$of:meta])* pub $field:ident: $type:ident, )+ }
    ) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, deserr::Deserr, utoipa::ToSchema)]
        #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[deserr(error = $crate::shape::ShapeFaults, deny_unknown_fields)]
        #[diesel(sql_type = diesel::sql_types::Jsonb)]
        $(#[$meta])*
        pub struct $name { $( $(#[$of])* pub $field: $type, )+ }

        $crate::database::jsonb!($name);

        $crate::http::merge_patch::patch! {
            $(#[$patch_meta])*
            pub struct $patch { $( $(#[$of])* pub $field: Replace<$type>, )+ }
        }

        impl $crate::http::merge_patch::Nested for $name {
            type Patch = $patch;

            fn patched(before: Option<Self>, patch: $patch) -> Result<Self, Vec<&'static str>> {
                let mut missing = Vec::new();
                $(
                    let $field = patch.$field.into_option().or_else(|| Some(before.as_ref()?.$field.clone()));
                    missing.extend($field.is_none().then_some(stringify!($field)));
                )+
                match ($($field,)+) {
                    ($(Some($field),)+) => Ok(Self { $($field,)+ }),
                    _ => Err(missing),
                }
            }
        }
    };
}
pub(crate) use nested;

/// What a client sends to make something, and the patch of the same fields: those that are an `Option` can be left out
/// when it is made and cleared later, the others are required and can only be replaced.
///
/// ```text
/// body! {
///     /// A new comment.
///     pub struct NewComment;
///     /// A change of a comment (RFC 7396).
///     pub struct CommentPatch;
///     /// What is said in a comment.
///     pub struct CommentContent in comments;
///     {
///         /// What is said.
///         pub text: Prose,
///         /// Where.
///         pub place: Option<Place> by PlacePatch,
///     }
///     {
///         /// To whom.
///         pub to: Option<Id>,
///     }
/// }
/// ```
///
/// Of an object ([`nested!`]) the patch is named. The third struct holds the first fields as they are sent, kept and shown:
/// a row embeds it, a view flattens it. What is kept or shown otherwise (an account, by its id and as a reference) stands
/// behind them, and is the row's own.
macro_rules! body {
    (
        $(#[$new_meta:meta])* pub struct $new:ident;
        $(#[$patch_meta:meta])* pub struct $patch:ident;
        $(#[$kept_meta:meta])* pub struct $kept:ident in $table:ident;
        { $($fields:tt)* } $({ $($own:tt)* })?
    ) => {
        $crate::http::merge_patch::body!(
            @fields [$(#[$new_meta])* $new] [$(#[$patch_meta])* $patch] [$(#[$kept_meta])* $kept $table]
            [] [] [] [] $($fields)* ; $($($own)*)?
        );
    };
    (@fields $new:tt $patch:tt $kept:tt [$($made:tt)*] [$($patched:tt)*] [$($shown:tt)*] [$($names:tt)*]
        $(#[$meta:meta])* pub $field:ident: Option<$type:ident> by $nested:ident, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@fields $new $patch $kept
            [$($made)* $(#[$meta])* #[deserr(default)] #[schema(value_type = Option<$type>)] pub $field: Option<$type>,]
            [$($patched)* $(#[$meta])* pub $field: Patch<$nested>,]
            [$($shown)* $(#[$meta])* #[schema(required = true)] pub $field: Option<$type>,]
            [$($names)* ($field within)] $($rest)*);
    };
    (@fields $new:tt $patch:tt $kept:tt [$($made:tt)*] [$($patched:tt)*] [$($shown:tt)*] [$($names:tt)*]
        $(#[$meta:meta])* pub $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@fields $new $patch $kept
            [$($made)* $(#[$meta])* #[deserr(default)] #[schema(value_type = Option<$type>)] pub $field: Option<$type>,]
            [$($patched)* $(#[$meta])* pub $field: Patch<$type>,]
            [$($shown)* $(#[$meta])* #[schema(required = true)] pub $field: Option<$type>,]
            [$($names)* ($field)] $($rest)*);
    };
    (@fields $new:tt $patch:tt $kept:tt [$($made:tt)*] [$($patched:tt)*] [$($shown:tt)*] [$($names:tt)*]
        $(#[$meta:meta])* pub $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@fields $new $patch $kept
            [$($made)* $(#[$meta])* pub $field: $type,]
            [$($patched)* $(#[$meta])* pub $field: Replace<$type>,]
            [$($shown)* $(#[$meta])* pub $field: $type,]
            [$($names)* ($field)] $($rest)*);
    };
    (@fields $new:tt $patch:tt $kept:tt $made:tt $patched:tt $shown:tt $names:tt ; $($own:tt)*) => {
        $crate::http::merge_patch::body!(@kept $new $patch $kept $shown $names);
        $crate::http::merge_patch::body!(@own $new $patch $made $patched $($own)*);
    };
    (@own $new:tt $patch:tt [$($made:tt)*] [$($patched:tt)*]
        $(#[$meta:meta])* pub $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@own $new $patch
            [$($made)* $(#[$meta])* #[deserr(default)] #[schema(value_type = Option<$type>)] pub $field: Option<$type>,]
            [$($patched)* $(#[$meta])* pub $field: Patch<$type>,] $($rest)*);
    };
    (@own $new:tt $patch:tt [$($made:tt)*] [$($patched:tt)*]
        $(#[$meta:meta])* pub $field:ident: $type:ident by $nested:ident, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@own $new $patch
            [$($made)* $(#[$meta])* pub $field: $type,]
            [$($patched)* $(#[$meta])* pub $field: Replace<$nested>,] $($rest)*);
    };
    (@own $new:tt $patch:tt [$($made:tt)*] [$($patched:tt)*]
        $(#[$meta:meta])* pub $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@own $new $patch
            [$($made)* $(#[$meta])* pub $field: $type,]
            [$($patched)* $(#[$meta])* pub $field: Replace<$type>,] $($rest)*);
    };
    (@own [$(#[$new_meta:meta])* $new:ident] [$(#[$patch_meta:meta])* $patch:ident] [$($made:tt)*] [$($patched:tt)*]) => {
        #[derive(Debug, deserr::Deserr, utoipa::ToSchema)]
        #[deserr(error = $crate::shape::ShapeFaults, deny_unknown_fields)]
        $(#[$new_meta])*
        pub struct $new { $($made)* }

        $crate::http::merge_patch::patch! {
            $(#[$patch_meta])*
            pub struct $patch { $($patched)* }
        }
    };
    (@kept [$(#[$new_meta:meta])* $new:ident] [$(#[$patch_meta:meta])* $patch:ident]
        [$(#[$kept_meta:meta])* $kept:ident $table:ident] [$($shown:tt)*] [$(($name:ident $($within:ident)?))*]) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, utoipa::ToSchema)]
        #[derive(diesel::Queryable, diesel::Selectable, diesel::Insertable, diesel::AsChangeset)]
        #[diesel(table_name = $crate::database::schema::$table, check_for_backend(diesel::pg::Pg))]
        #[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
        $(#[$kept_meta])*
        pub struct $kept { $($shown)* }

        impl From<$new> for $kept {
            fn from(body: $new) -> Self {
                Self { $($name: body.$name,)* }
            }
        }

        impl $patch {
            /// What it makes of what was said, or what is missing of an object that was not there before.
            pub fn apply(self, before: $kept) -> Result<$kept, Vec<$crate::fault::Fault>> {
                #[allow(unused_mut)]
                let mut missing = Vec::new();
                $( let $name = $crate::http::merge_patch::body!(@apply self before missing $name $($within)?); )*
                $crate::fault::verdict(missing)?;
                Ok($kept { $($name,)* })
            }
        }
    };
    (@apply $patch:ident $before:ident $missing:ident $name:ident) => {
        $patch.$name.apply($before.$name)
    };
    (@apply $patch:ident $before:ident $missing:ident $name:ident within) => {
        match $patch.$name.apply_within($before.$name, stringify!($name)) {
            Ok(after) => after,
            Err(faults) => {
                $missing.extend(faults);
                None
            }
        }
    };
}
pub(crate) use body;
