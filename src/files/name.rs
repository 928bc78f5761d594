//! What a file may be called: a name, never a place.

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};

use crate::fault::{Fault, FaultCode, Unit};
use crate::shape::ShapeFaults;
use crate::unseen;

/// The most bytes of a name, in UTF-8: what common file systems take.
const LENGTH: usize = 255;

/// The name of a file: its own, without any folder. Refused: `/` and `\`, `.` and `..`, control
/// characters, those that cannot be seen, and those that turn the direction of writing, with which
/// `exe.fdp` reads as `pdf.exe`. In a form it stands for the whole file, hence its schema.
#[derive(Clone, Debug, PartialEq, Eq, utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct FileName(String);

impl FileName {
    /// Reads a name as it was sent.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let name = text.trim();
        let is_place = name.contains(['/', '\\']) || matches!(name, "." | "..");
        let misleads = |c: char| {
            c.is_control()
                || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        };
        if name.is_empty() {
            Err(Fault::new(FaultCode::MissingFileName))
        } else if name.contains('\0') {
            Err(Fault::new(FaultCode::ContainsNul))
        } else if is_place || name.chars().any(misleads) || unseen::shows_nothing(name) {
            Err(Fault::new(FaultCode::InvalidFileName))
        } else if name.len() > LENGTH {
            Err(Fault::too_long(LENGTH, Unit::Bytes))
        } else {
            Ok(Self(name.to_owned()))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the last point, in lower case.
    pub fn extension(&self) -> Option<String> {
        let (stem, extension) = self.0.rsplit_once('.')?;
        (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_lowercase())
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl Deserr<ShapeFaults> for FileName {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        match value {
            Value::String(text) => Self::parse(&text).map_err(|fault| ShapeFaults::one(fault, location)),
            _ => Err(ShapeFaults::wrong_type("string", location)),
        }
    }
}
