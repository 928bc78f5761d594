//! JSON as this service reads it: RFC 8259, with each member of an object given once (RFC 7493,
//! I-JSON): `serde_json` alone would take the last and say nothing.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use crate::fault::{Fault, FaultCode};

/// Reads a text whole; refuses (400) what is no JSON or repeats a member, and says where.
pub fn read(text: &[u8]) -> ApiResult<Value> {
    let Strict(value) = serde_json::from_slice(text).map_err(unreadable)?;
    Ok(value)
}

/// Reads an object whose member `lines` is a list that is read line by line: gives the object with
/// that list emptied, and each line or why it cannot be read (its lines and columns are its own).
/// No more than `most` lines are read, and one that says there are more. Whatever else `lines` is stays
/// where it is.
pub fn read_lines(text: &[u8], lines: &str, most: usize) -> ApiResult<(Value, Vec<ApiResult<Value>>)> {
    if text.is_empty() {
        return Ok((Value::Object(Map::new()), Vec::new()));
    }
    let Ok(Members(members)) = serde_json::from_slice(text) else {
        return Ok((read(text)?, Vec::new()));
    };
    let mut rest = Map::new();
    let mut found = Vec::new();
    for (name, value) in members {
        let list = (name == lines).then(|| serde_json::from_str::<Vec<&RawValue>>(value.get()));
        let value = match list {
            Some(Ok(list)) => {
                found = list
                    .iter()
                    .take(most + 1)
                    .map(|line| read(line.get().as_bytes()))
                    .collect();
                Value::Array(Vec::new())
            }
            _ => read(value.get().as_bytes())?,
        };
        rest.insert(name, value);
    }
    Ok((Value::Object(rest), found))
}

/// The bytes that are the same of two values that say the same: whatever the spaces, the escapes, the order of members,
/// the spelling of numbers (1, 1.0, 1e0), and whether what is null is there.
pub fn canonical(value: &Value) -> Vec<u8> {
    serde_json::to_vec(&plain(value)).unwrap_or_default()
}

fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let given = members.iter().filter(|(_, member)| !member.is_null());
            let mut given: Vec<(String, Value)> = given.map(|(name, member)| (name.clone(), plain(member))).collect();
            given.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(given.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Number(number) => whole(number).map_or_else(|| value.clone(), Value::from),
        other => other.clone(),
    }
}

/// The whole number that a number is, where doubles tell whole numbers apart (RFC 7493, 2.2).
fn whole(number: &Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let double = number
        .as_f64()
        .filter(|double| double.fract() == 0.0 && double.abs() < EXACT)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole, and within a double's whole numbers"
    )]
    Some(double as i64)
}

fn unreadable(error: serde_json::Error) -> ApiError {
    let code = match error.to_string().starts_with(REPEATED) {
        true => FaultCode::RepeatedMember,
        false => FaultCode::InvalidJson,
    };
    let fault = Fault::new(code)
        .with("line", error.line())
        .with("column", error.column());
    ApiError::refused(ProblemCode::MalformedRequest, vec![fault])
}

/// The members of an object, unread, each given once.
struct Members<'a>(Vec<(String, &'a RawValue)>);

struct MembersVisitor;

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor).map(Self)
    }
}

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut all: Self::Value = Vec::new();
        let mut names = HashSet::new();
        while let Some((name, value)) = members.next_entry::<String, &RawValue>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(REPEATED));
            }
            all.push((name, value));
        }
        Ok(all)
    }
}

/// How the parser's message begins where a member is repeated.
const REPEATED: &str = "repeated member";

struct Strict(Value);

struct StrictVisitor;

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let Strict(value) = members.next_value()?;
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom(REPEATED));
            }
        }
        Ok(Value::Object(object))
    }
}
