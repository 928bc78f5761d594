//! Objects inside a body, of which a patch changes some members.

use super::Patch;
use crate::fault::{Fault, FaultCode};

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
