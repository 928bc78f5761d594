//! What generators of clients stumble on, written plainly: the same JSON is valid before and after.

use serde_json::{Value, json};

use super::schemas::{self, COMPONENTS, referred};

/// Applies every rule.
pub fn write_plainly(document: &mut Value) {
    refer_to_components(document);
    let components = document["components"]["schemas"].clone();
    schemas::visit(document, &mut |schema| {
        write_nullable(schema, &components);
        write_map(schema);
    });
    for operation in schemas::operations(document) {
        if operation["security"] == json!([{}]) {
            operation["security"] = json!([]);
        }
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            never_null(&mut parameter["schema"], &components);
        }
    }
}

/// A copy of a component becomes a reference to it: the items of a page have the type that one of
/// them alone has.
fn refer_to_components(document: &mut Value) {
    let components = document["components"]["schemas"].clone();
    let named: Vec<(&String, &Value)> = components
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema["properties"].is_object())
        .collect();
    let refer = |schema: &mut Value| {
        if let Some((name, _)) = named.iter().find(|(_, component)| *component == schema) {
            *schema = json!({ "$ref": format!("{COMPONENTS}{name}") });
        }
    };
    schemas::visit(document, &mut |schema| {
        if let Some(items) = schema.get_mut("items") {
            refer(items);
        }
    });
}

/// `oneOf: [reference, null]` becomes the scalar itself, of two types, or for an object or a code
/// list `anyOf`, with the description beside it.
fn write_nullable(schema: &mut Value, components: &Value) {
    let Some([given, null]) = schema["oneOf"].as_array().map(Vec::as_slice) else {
        return;
    };
    if *null != json!({"type": "null"}) {
        return;
    }
    let Some(name) = referred(given) else { return };
    let component = &components[name];
    let mut written = match component["type"].as_str() {
        Some(kind @ ("string" | "integer" | "number" | "boolean")) if component.get("enum").is_none() => {
            let mut scalar = component.clone();
            scalar["type"] = json!([kind, "null"]);
            scalar
        }
        _ => json!({"anyOf": [{"$ref": given["$ref"]}, {"type": "null"}]}),
    };
    for keyword in ["description", "example", "default"] {
        if let Some(own) = given.get(keyword).or_else(|| schema.get(keyword)) {
            written[keyword] = own.clone();
        }
    }
    *schema = written;
}

/// An object of any fields says so, and that the names of a map are strings goes without saying.
fn write_map(schema: &mut Value) {
    let Some(object) = schema
        .as_object_mut()
        .filter(|object| object.get("type") == Some(&json!("object")))
    else {
        return;
    };
    object.remove("propertyNames");
    if !object.contains_key("properties") {
        object.entry("additionalProperties").or_insert(Value::Bool(true));
    }
}

/// A parameter is there or not: it has no way to be null.
fn never_null(schema: &mut Value, components: &Value) {
    if let Some(kinds) = schema.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            schema["type"] = kind.clone();
        }
    }
    for keyword in ["oneOf", "anyOf"] {
        let Some(branches) = schema[keyword].as_array() else {
            continue;
        };
        let mut kept = branches.iter().filter(|branch| branch["type"] != "null");
        if let (Some(only), None) = (kept.next(), kept.next()) {
            *schema = referred(only).map_or(only, |name| &components[name]).clone();
        }
    }
}
