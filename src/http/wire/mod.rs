//! The scalar types of bodies and queries: parsed once at the gate, valid from then on.
//!
//! Each says its bounds in the document, and refuses in [`ShapeFaults`] what is outside them.

mod key;
mod number;

use chrono::{DateTime, Datelike, NaiveDate, SubsecRound, Timelike, Utc};
use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use diesel::deserialize::FromSql;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{Output, ToSql};
use uuid::Uuid;

use crate::fault::{Fault, FaultCode, Unit};
use crate::shape::ShapeFaults;
use crate::unseen;

pub use key::{CalendarMonth, Key, id_in_path, read_id};
pub use number::*;

fn string<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<String, ShapeFaults> {
    match value {
        Value::String(text) if text.contains('\0') => {
            Err(ShapeFaults::one(Fault::new(FaultCode::ContainsNul), location))
        }
        Value::String(text) => Ok(text),
        _ => Err(ShapeFaults::wrong_type("string", location)),
    }
}

fn parsed<V: IntoValue, T>(
    value: Value<V>,
    location: ValuePointerRef<'_>,
    expected: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, ShapeFaults> {
    let text = string(value, location)?;
    parse(text.trim()).ok_or_else(|| {
        ShapeFaults::one(
            Fault::new(FaultCode::InvalidFormat).with("expected", expected),
            location,
        )
    })
}

/// A scalar type; with `as`, one that a column of that SQL type holds and answers show as it is.
macro_rules! wire_type {
    ($(#[$doc:meta])* $name:ident($inner:ty), $($schema:tt)*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, utoipa::ToSchema)]
        #[schema($($schema)*)]
        pub struct $name(pub $inner);

        impl std::ops::Deref for $name {
            type Target = $inner;
            fn deref(&self) -> &$inner { &self.0 }
        }
        impl From<$name> for $inner {
            fn from(value: $name) -> $inner { value.0 }
        }
    };
    ($(#[$doc:meta])* $name:ident($inner:ty) as $sql:ident, $($schema:tt)*) => {
        wire_type! {
            $(#[$doc])*
            #[derive(serde::Serialize, serde::Deserialize, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
            #[serde(transparent)]
            #[diesel(sql_type = diesel::sql_types::$sql)]
            $name($inner), $($schema)*
        }

        impl ToSql<diesel::sql_types::$sql, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> diesel::serialize::Result {
                ToSql::<diesel::sql_types::$sql, Pg>::to_sql(&self.0, out)
            }
        }

        impl FromSql<diesel::sql_types::$sql, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> diesel::deserialize::Result<Self> {
                FromSql::<diesel::sql_types::$sql, Pg>::from_sql(value).map(Self)
            }
        }
    };
}

use wire_type;

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $max:tt, $breaks:expr) => {
        wire_type! { $(#[$doc])* $name(String) as Text, value_type = String, min_length = 1, max_length = $max }

        impl Deserr<ShapeFaults> for $name {
            fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ShapeFaults> {
                let text = string(value, location)?;
                let text = unseen::trim(&text);
                if text.chars().any(|c| c.is_control() && !$breaks.contains(&c)) {
                    return Err(ShapeFaults::one(Fault::new(FaultCode::ControlCharacter), location));
                }
                if unseen::shows_nothing(text) {
                    return Err(ShapeFaults::one(Fault::too_short(1, Unit::Characters), location));
                }
                if text.chars().count() > $max {
                    return Err(ShapeFaults::one(Fault::too_long($max, Unit::Characters), location));
                }
                Ok(Self(text.to_owned()))
            }
        }
    };
}

text! { /// A short text on one line: a name, a title. Trimmed; counted in Unicode scalar values; one that shows nothing is empty.
Line, 300, [] as [char; 0] }
text! { /// What something is filed under: a number, a name of a file. Trimmed.
FilingReference, 100, [] as [char; 0] }
text! { /// A text of some paragraphs: a motive, a comment. Trimmed; counted in Unicode scalar values; one that shows nothing is empty.
Prose, 10000, ['\n', '\r', '\t'] }
text! { /// What is counted or measured, in a word or two: images, %, minutes. Trimmed.
UnitName, 60, [] as [char; 0] }

wire_type! { /// A civil date (RFC 3339 full-date) from 1900 to 2199, in the programme's time zone.
#[derive(Copy)]
CivilDate(NaiveDate) as Date, value_type = String, format = Date }
wire_type! { /// An instant (RFC 3339), any offset accepted; kept to the microsecond.
Instant(DateTime<Utc>), value_type = String, format = DateTime }
wire_type! { /// The id of a resource.
#[derive(Copy, serde::Serialize)]
#[serde(transparent)]
Id(Uuid), value_type = String, format = Uuid }
wire_type! { /// An absolute http or https address.
WebAddress(String) as Text, value_type = String, format = "uri", max_length = 2000 }
wire_type! { /// An e-mail address; case does not matter.
EmailAddress(String), value_type = String, format = Email, max_length = 254 }
wire_type! { /// A code of one's own: `[A-Z0-9]`, inner `-`.
OwnCode(String), value_type = String, pattern = "^[A-Z0-9]+(-[A-Z0-9]+)*$", min_length = 2, max_length = 60 }
wire_type! { /// The code of a track or the key of a template's milestone: `[a-z0-9]`, then also `-` and `_`.
Slug(String), value_type = String, pattern = "^[a-z0-9][a-z0-9_-]*$", min_length = 1, max_length = 60 }
wire_type! { /// The name of a version: `[A-Za-z0-9]`, then also `.`, `_`, `+` and `-`.
VersionName(String) as Text, value_type = String, pattern = "^[A-Za-z0-9][A-Za-z0-9._+-]*$", min_length = 1, max_length = 40, example = "0.3" }
wire_type! { /// The identifier of a licence in the SPDX License List, in any case; shown as the list writes it.
SpdxId(String) as Text, value_type = String, min_length = 1, max_length = 60, example = "MIT" }
wire_type! { /// A time zone of the IANA database.
TimeZone(chrono_tz::Tz), value_type = String, min_length = 1, max_length = 64, example = "Europe/Paris" }

impl Deserr<ShapeFaults> for CivilDate {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        // chrono also takes years of other lengths. The bounds keep what is computed from a date
        // (a forecast moved by a suspension, an end) in years of four digits.
        parsed(value, location, "YYYY-MM-DD (1900-01-01 … 2199-12-31)", |text| {
            let day: NaiveDate = (text.len() == 10).then(|| text.parse().ok())??;
            (1900..=2199).contains(&day.year()).then_some(Self(day))
        })
    }
}

impl Deserr<ShapeFaults> for Instant {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "YYYY-MM-DDThh:mm:ss+hh:mm", |text| {
            let instant = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
            // Years of four digits in any zone; a leap second has no place in the database.
            let kept = (1900..=2199).contains(&instant.year()) && instant.nanosecond() < 1_000_000_000;
            kept.then(|| Self(instant.trunc_subsecs(6)))
        })
    }
}

impl Deserr<ShapeFaults> for Id {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "UUID", |text| read_id(text).map(Self))
    }
}

impl Deserr<ShapeFaults> for WebAddress {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "http(s)://…", |text| {
            let address = url::Url::parse(text).ok()?;
            let web = matches!(address.scheme(), "http" | "https") && address.has_host();
            // An address with a password in it would hand the password to every reader.
            let open = address.username().is_empty() && address.password().is_none();
            (web && open && text.chars().count() <= 2000).then(|| Self(text.to_owned()))
        })
    }
}

impl Deserr<ShapeFaults> for EmailAddress {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        // Whether an address exists only a message can tell; this refuses what cannot be one.
        parsed(value, location, "name@host", |text| {
            let (local, host) = text.rsplit_once('@')?;
            let plausible =
                !local.is_empty() && !host.is_empty() && text.len() <= 254 && !text.contains(char::is_whitespace);
            plausible.then(|| Self(text.to_owned()))
        })
    }
}

fn words(text: &str, max: usize, separator: char, accepted: impl Fn(char) -> bool + Copy) -> bool {
    text.len() <= max
        && text
            .split(separator)
            .all(|word| !word.is_empty() && word.chars().all(accepted))
}

impl Deserr<ShapeFaults> for OwnCode {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "[A-Z0-9-]{2,60}", |text| {
            let fits = text.len() >= 2 && words(text, 60, '-', |c| c.is_ascii_uppercase() || c.is_ascii_digit());
            // A code that reads as an id could not be told from one in a path.
            (fits && Uuid::try_parse(text).is_err()).then(|| Self(text.to_owned()))
        })
    }
}

impl Deserr<ShapeFaults> for Slug {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "[a-z0-9][a-z0-9_-]{0,59}", |text| {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            let fits =
                text.starts_with(plain) && text.len() <= 60 && text.chars().all(|c| plain(c) || matches!(c, '-' | '_'));
            fits.then(|| Self(text.to_owned()))
        })
    }
}

impl Deserr<ShapeFaults> for VersionName {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "[A-Za-z0-9][A-Za-z0-9._+-]{0,39}", |text| {
            let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
            let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
            (begins && text.len() <= 40 && text.chars().all(plain)).then(|| Self(text.to_owned()))
        })
    }
}

impl Deserr<ShapeFaults> for SpdxId {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "SPDX (MIT, EUPL-1.2, etalab-2.0…)", |text| {
            let mut listed = spdx::identifiers::LICENSES.iter();
            let licence = listed.find(|licence| licence.name.eq_ignore_ascii_case(text))?;
            // What the crate lists beside the licences: that none is told.
            (licence.name != "NOASSERTION").then(|| Self(licence.name.to_owned()))
        })
    }
}

impl Deserr<ShapeFaults> for TimeZone {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        parsed(value, location, "Area/City", |text| text.parse().ok().map(Self))
    }
}
