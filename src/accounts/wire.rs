//! A password on the wire: taken as it is typed, never shown, never logged.

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use secrecy::SecretString;

use crate::fault::{Fault, FaultCode, Unit};
use crate::shape::ShapeFaults;

/// The longest password that is hashed.
const LONGEST: usize = 256;

/// A password. Not trimmed: a space is a character.
#[derive(Clone, utoipa::ToSchema)]
#[schema(value_type = String, format = Password, min_length = 1, max_length = 256)]
pub struct Password(pub SecretString);

impl Deserr<ShapeFaults> for Password {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        let Value::String(text) = value else {
            return Err(ShapeFaults::wrong_type("string", location));
        };
        match text.chars().count() {
            0 => Err(ShapeFaults::one(Fault::too_short(1, Unit::Characters), location)),
            length if length > LONGEST => Err(ShapeFaults::one(Fault::too_long(LONGEST, Unit::Characters), location)),
            _ if text.contains('\0') => Err(ShapeFaults::one(Fault::new(FaultCode::ContainsNul), location)),
            _ => Ok(Self(SecretString::from(text))),
        }
    }
}
