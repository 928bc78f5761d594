//! The one way to declare a closed list of codes.
//!
//! A code list is an enum whose variants carry a stable code (JSON, SQL, query strings) and a
//! label in both languages. Declaring it with [`code_list!`](crate::vocabulary::code_list) gives
//! it everything the layers need, so that a new code is one line and breaks the build wherever a
//! `match` must know it.

use super::Label;

/// What every code list can say of itself.
pub trait CodeList: Sized + Copy + 'static {
    /// Every member, in the list's order.
    const ALL: &'static [Self];
    /// Every code, in the same order.
    const CODES: &'static [&'static str];
    /// The stable code.
    fn code(self) -> &'static str;
    /// What it is called.
    fn label(self) -> Label;
    /// The member with that code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// A text that is no member of the list it was read as.
#[derive(Debug, thiserror::Error)]
#[error("unknown code {0:?}")]
pub struct UnknownCode(pub String);

/// Declares a code list; see the module's documentation.
macro_rules! code_list {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $variant:ident $code:tt $fr:literal $en:literal; )+
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema,
            diesel::AsExpression, diesel::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $( #[doc = $en] #[serde(rename = $code)] $variant, )+
        }

        impl $crate::vocabulary::CodeList for $name {
            const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];
            const CODES: &'static [&'static str] = &[ $( $code, )+ ];
            fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
            fn label(self) -> $crate::vocabulary::Label {
                match self { $( Self::$variant => $crate::vocabulary::Label { fr: $fr, en: $en }, )+ }
            }
        }

        impl $crate::vocabulary::Subject for $name {
            fn value(&self) -> serde_json::Value {
                $crate::vocabulary::CodeList::code(*self).into()
            }
            fn name(&self) -> Option<$crate::vocabulary::Name> {
                Some($crate::vocabulary::CodeList::label(*self).into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::vocabulary::CodeList::code(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::vocabulary::CodeList>::from_code(text)
                    .ok_or_else(|| $crate::vocabulary::UnknownCode(text.to_owned()))
            }
        }

        impl<E: deserr::DeserializeError> deserr::Deserr<E> for $name {
            fn deserialize_from_value<V: deserr::IntoValue>(
                value: deserr::Value<V>,
                location: deserr::ValuePointerRef<'_>,
            ) -> Result<Self, E> {
                $crate::vocabulary::read_code(value, location)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = std::str::from_utf8(bytes.as_bytes())?;
                Ok(text.parse()?)
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                use std::io::Write;
                out.write_all($crate::vocabulary::CodeList::code(*self).as_bytes())?;
                Ok(diesel::serialize::IsNull::No)
            }
        }
    };
}
pub(crate) use code_list;

/// Reads a member from a JSON string, telling the accepted codes when it is none.
pub(crate) fn read_code<T: CodeList, V: deserr::IntoValue, E: deserr::DeserializeError>(
    value: deserr::Value<V>,
    location: deserr::ValuePointerRef<'_>,
) -> Result<T, E> {
    let refuse = |kind: deserr::ErrorKind<'_, V>| deserr::take_cf_content(E::error::<V>(None, kind, location));
    match value {
        deserr::Value::String(text) => T::from_code(&text).ok_or_else(|| {
            refuse(deserr::ErrorKind::UnknownValue {
                value: &text,
                accepted: T::CODES,
            })
        }),
        other => Err(refuse(deserr::ErrorKind::IncorrectValueKind {
            actual: other,
            accepted: &[deserr::ValueKind::String],
        })),
    }
}
