//! The same document in OpenAPI 3.0.3, for tools that read no 3.1: rewritten by rule, never by hand.
//!
//! What 3.0 has no words for is told in `openapi/README.md`.

use serde_json::{Map, Value, json};

use super::schemas;

/// Says it in 3.0.3.
pub fn rewrite(document: &mut Value) {
    document["openapi"] = json!("3.0.3");
    if let Some(license) = document["info"]["license"].as_object_mut() {
        // An SPDX expression; 3.0 has the name alone.
        license.remove("identifier");
    }
    for operation in schemas::operations(document) {
        send_patches_as_json(operation);
    }
    schemas::visit(document, &mut |schema| {
        if let Some(schema) = schema.as_object_mut() {
            or_null(schema);
            one_type(schema);
            excluded_bounds(schema);
            beside_reference(schema);
        }
    });
}

/// A merge patch is taken as plain JSON too, which is all that some tools of 3.0 send.
fn send_patches_as_json(operation: &mut Value) {
    let content = operation
        .pointer_mut("/requestBody/content")
        .and_then(Value::as_object_mut);
    if let Some(content) = content
        && let Some(patch) = content.remove("application/merge-patch+json")
    {
        content.insert("application/json".to_owned(), patch);
    }
}

/// A branch that is null makes the schema nullable; a reference that stands alone then, all of what it must be.
fn or_null(schema: &mut Map<String, Value>) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(branches) = schema.get_mut(keyword).and_then(Value::as_array_mut) else {
            continue;
        };
        let all = branches.len();
        branches.retain(|branch| *branch != json!({"type": "null"}));
        if branches.len() == all {
            continue;
        }
        match branches.as_mut_slice() {
            [only] if only.get("$ref").is_none() => {
                let only = only.take();
                schema.remove(keyword);
                schema.extend(only.as_object().cloned().unwrap_or_default());
            }
            [only] => {
                let all_of = json!([only.take()]);
                schema.remove(keyword);
                schema.insert("allOf".to_owned(), all_of);
            }
            _ => {}
        }
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// A type or null is that type, nullable.
fn one_type(schema: &mut Map<String, Value>) {
    let Some(types) = schema.get("type").and_then(Value::as_array) else {
        return;
    };
    let (null, others): (Vec<_>, Vec<_>) = types.iter().cloned().partition(|kind| kind == "null");
    if let [kind] = &others[..] {
        let kind = kind.clone();
        schema.insert("type".to_owned(), kind);
    }
    if !null.is_empty() {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// A bound that is no value itself is a bound, and a word that says so.
fn excluded_bounds(schema: &mut Map<String, Value>) {
    for (excluded, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(value) = schema.get_mut(excluded).filter(|value| value.is_number()) {
            let value = std::mem::replace(value, Value::Bool(true));
            schema.insert(bound.to_owned(), value);
        }
    }
}

/// What stands beside a reference is not read in 3.0: the reference is then all of what it must be.
fn beside_reference(schema: &mut Map<String, Value>) {
    if schema.len() > 1
        && let Some(reference) = schema.remove("$ref")
    {
        schema.insert("allOf".to_owned(), json!([{"$ref": reference}]));
    }
}
