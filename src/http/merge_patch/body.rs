//! A body and its patch, declared once.

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
        $(#[$meta:meta])* pub $field:ident: Option<$type:ident> by $nested:ident, $($rest:tt)*) => {
        $crate::http::merge_patch::body!(@own $new $patch
            [$($made)* $(#[$meta])* #[deserr(default)] #[schema(value_type = Option<$type>)] pub $field: Option<$type>,]
            [$($patched)* $(#[$meta])* pub $field: Patch<$nested>,] $($rest)*);
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
