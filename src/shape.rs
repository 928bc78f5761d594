//! Reading what was sent and telling every fault of its shape at once.
//!
//! `deserr` walks the whole value and reports each fault to [`ShapeFaults`], which collects them.

use std::ops::ControlFlow;

use deserr::{DeserializeError, ErrorKind, IntoValue, MergeWithError, ValueKind, ValuePointerRef};

use crate::fault::{Fault, FaultCode, Unit};

/// Every fault of shape found so far.
#[derive(Debug, Default)]
pub struct ShapeFaults(pub Vec<Fault>);

impl ShapeFaults {
    /// One fault at one place.
    pub fn one(fault: Fault, location: ValuePointerRef<'_>) -> Self {
        Self(vec![fault.at(pointer(location))])
    }

    /// A value of another type than the one expected.
    pub fn wrong_type(expected: &str, location: ValuePointerRef<'_>) -> Self {
        Self::one(Fault::new(FaultCode::WrongType).with("expected", expected), location)
    }
}

/// The JSON Pointer (RFC 6901) of a place.
pub fn pointer(location: ValuePointerRef<'_>) -> String {
    match location {
        ValuePointerRef::Origin => String::new(),
        ValuePointerRef::Key { key, prev } => {
            format!("{}/{}", pointer(*prev), key.replace('~', "~0").replace('/', "~1"))
        }
        ValuePointerRef::Index { index, prev } => format!("{}/{index}", pointer(*prev)),
    }
}

/// How JSON Schema names a type.
fn name_of(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Null => "null",
        ValueKind::Boolean => "boolean",
        ValueKind::Integer | ValueKind::NegativeInteger => "integer",
        ValueKind::Float => "number",
        ValueKind::String => "string",
        ValueKind::Sequence => "array",
        ValueKind::Map => "object",
    }
}

impl DeserializeError for ShapeFaults {
    fn error<V: IntoValue>(
        so_far: Option<Self>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Self, Self> {
        let fault = match error {
            ErrorKind::IncorrectValueKind { accepted, .. } => {
                let mut names: Vec<_> = accepted.iter().copied().map(name_of).collect();
                names.dedup();
                Fault::new(FaultCode::WrongType)
                    .with("expected", names.join(" | "))
                    .at(pointer(location))
            }
            ErrorKind::MissingField { field } => {
                Fault::new(FaultCode::MissingField).at(pointer(location.push_key(field)))
            }
            ErrorKind::UnknownKey { key, accepted } => Fault::new(FaultCode::UnknownField)
                .with("accepted", accepted)
                .at(pointer(location.push_key(key))),
            ErrorKind::UnknownValue { accepted, .. } => Fault::new(FaultCode::UnknownValue)
                .with("accepted", accepted)
                .at(pointer(location)),
            ErrorKind::BadSequenceLen { expected, .. } => Fault::new(FaultCode::OutOfRange)
                .with("min", expected)
                .with("max", expected)
                .at(pointer(location)),
            ErrorKind::Unexpected { msg } => Fault::new(FaultCode::InvalidFormat)
                .with("expected", msg)
                .at(pointer(location)),
        };
        let mut all = so_far.unwrap_or_default();
        all.0.push(fault);
        ControlFlow::Continue(all)
    }
}

impl MergeWithError<ShapeFaults> for ShapeFaults {
    fn merge(so_far: Option<Self>, other: Self, _: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        let mut all = so_far.unwrap_or_default();
        all.0.extend(other.0);
        ControlFlow::Continue(all)
    }
}

/// How many elements a list, and members an object, may have in a body: what no field of ours needs
/// more of, and what bounds the number of faults there are to tell.
pub const MOST_ELEMENTS: usize = 500;

/// A fault for each list or object that is too long.
fn too_long(value: &serde_json::Value, pointer: &str, faults: &mut Vec<Fault>) {
    let (length, unit) = match value {
        serde_json::Value::Array(items) => (items.len(), Unit::Items),
        serde_json::Value::Object(members) => (members.len(), Unit::Fields),
        _ => return,
    };
    if length > MOST_ELEMENTS {
        return faults.push(Fault::too_long(MOST_ELEMENTS, unit).at(pointer));
    }
    match value {
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| too_long(item, &format!("{pointer}/{index}"), faults)),
        serde_json::Value::Object(members) => members.iter().for_each(|(name, member)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            too_long(member, &format!("{pointer}/{name}"), faults);
        }),
        _ => {}
    }
}

/// Reads a JSON value whole.
pub fn read<T: deserr::Deserr<ShapeFaults>>(value: serde_json::Value) -> Result<T, Vec<Fault>> {
    let mut faults = Vec::new();
    too_long(&value, "", &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    deserr::deserialize::<T, _, ShapeFaults>(value).map_err(|faults| faults.0)
}
