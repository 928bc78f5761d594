//! What differs between two versions of a row. Pure.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::Journaled;

/// Fields that every edit changes and that say nothing of it.
const BOOKKEEPING: [&str; 6] = ["id", "version", "created_at", "updated_at", "updated_by", "recorded_at"];

/// A field that differs.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldChange {
    /// Its name.
    #[schema(example = "forecast_on")]
    pub field: String,
    /// Its value before.
    #[schema(value_type = Option<Value>)]
    pub before: Value,
    /// Its value after.
    #[schema(value_type = Option<Value>)]
    pub after: Value,
}

/// The fields that differ, in the order in which they stand; of a new resource those that say
/// something.
pub fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<FieldChange> {
    let none = Map::new();
    let fields = |value: Option<&Value>| {
        value
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_else(|| none.clone())
    };
    let (before, after) = (fields(before), fields(after));
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    after
        .keys()
        .chain(gone)
        .filter(|name| !BOOKKEEPING.contains(&name.as_str()))
        .map(|name| FieldChange {
            field: name.clone(),
            before: before.get(name).cloned().unwrap_or_default(),
            after: after.get(name).cloned().unwrap_or_default(),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// Whether an edit would change nothing but its own bookkeeping: then it is none.
pub fn unchanged<R: Journaled>(before: &R, after: &R) -> bool {
    let value = |row: &R| serde_json::to_value(row).unwrap_or_default();
    changes(Some(&value(before)), Some(&value(after))).is_empty()
}
