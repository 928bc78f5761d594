//! What generators of clients stumble on, written plainly: the same JSON is valid before and after.

use serde_json::{Value, json};

use super::schemas::{self, COMPONENTS, referred};

/// What is said of a value beside what it may be.
const BESIDE: [&str; 3] = ["description", "example", "default"];

/// Applies every rule.
pub fn write_plainly(document: &mut Value) {
    let components = document["components"]["schemas"].clone();
    schemas::visit(document, &mut |schema| write_whole(schema, &components));
    refer_to_components(document);
    let components = document["components"]["schemas"].clone();
    schemas::visit(document, &mut |schema| {
        write_nullable(schema, &components);
        write_nullable_list(schema);
        write_map(schema);
        bare_branches(schema);
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

/// What has the fields of another schema beside its own is one object: not all generators know how to put two together. Of
/// one that may be missing no field is required.
fn write_whole(schema: &mut Value, components: &Value) {
    let Some(parts) = schema["allOf"].as_array() else {
        return;
    };
    let mut whole = schema.clone();
    let Some(members) = whole.as_object_mut() else { return };
    members.remove("allOf");
    // What is its own comes last in utoipa's, and first here.
    for part in parts.iter().rev() {
        let given = optional(part).unwrap_or(part);
        let is_optional = optional(part).is_some();
        let mut part = referred(given).map_or(given, |name| &components[name]).clone();
        write_whole(&mut part, components);
        if is_optional {
            part.as_object_mut().and_then(|members| members.remove("required"));
        }
        for (keyword, value) in part.as_object().into_iter().flatten() {
            match (members.get_mut(keyword), value) {
                (Some(Value::Object(own)), Value::Object(more)) => own.extend(more.clone()),
                (Some(Value::Array(own)), Value::Array(more)) => own.extend(more.iter().cloned()),
                (Some(_), _) => {}
                (None, value) => drop(members.insert(keyword.clone(), value.clone())),
            }
        }
    }
    *schema = whole;
}

/// What is there or null.
fn optional(schema: &Value) -> Option<&Value> {
    let [given, null] = schema["oneOf"].as_array()?.as_slice() else {
        return None;
    };
    (*null == json!({"type": "null"})).then_some(given)
}

/// `oneOf: [reference, null]` becomes the scalar itself, of two types, as does what is written in its place; for one of
/// several, one of them or null; for an object or a code list `anyOf`. The description stands beside it.
fn write_nullable(schema: &mut Value, components: &Value) {
    let named_or_typed = |given: &&Value| referred(given).is_some() || given["type"].is_string();
    let Some(given) = optional(schema).filter(named_or_typed) else {
        return;
    };
    let component = referred(given).map_or(given, |name| &components[name]);
    let mut written = match component["type"].as_str() {
        Some(kind) if referred(given).is_none() => {
            let mut whole = given.clone();
            whole["type"] = json!([kind, "null"]);
            whole
        }
        None if component["oneOf"].is_array() => {
            let branches = component["oneOf"].as_array().into_iter().flatten();
            json!({"oneOf": branches.chain([&json!({"type": "null"})]).collect::<Vec<_>>()})
        }
        Some(kind @ ("string" | "integer" | "number" | "boolean")) if component.get("enum").is_none() => {
            let mut scalar = component.clone();
            scalar["type"] = json!([kind, "null"]);
            scalar
        }
        _ => json!({"anyOf": [{"$ref": given["$ref"]}, {"type": "null"}]}),
    };
    for keyword in BESIDE {
        if let Some(own) = given.get(keyword).or_else(|| schema.get(keyword)) {
            written[keyword] = own.clone();
        }
    }
    *schema = written;
}

/// A list or null is `anyOf` too: of two types at once, some generators lose what the items are.
fn write_nullable_list(schema: &mut Value) {
    if schema["type"] != json!(["array", "null"]) {
        return;
    }
    let Some(members) = schema.as_object_mut() else { return };
    let mut beside = serde_json::Map::new();
    for keyword in BESIDE {
        beside.extend(members.remove(keyword).map(|own| (keyword.to_owned(), own)));
    }
    members["type"] = json!("array");
    let list = std::mem::take(members);
    members.insert("anyOf".to_owned(), json!([list, {"type": "null"}]));
    members.extend(beside);
}

/// What is one of several, or several at once, refers to them and says no more: generators that read no siblings of
/// `$ref` make a type of their own of each.
fn bare_branches(schema: &mut Value) {
    for keyword in ["oneOf", "anyOf", "allOf"] {
        let branches = schema.get_mut(keyword).and_then(Value::as_array_mut);
        for branch in branches.into_iter().flatten() {
            if let Some(reference) = branch.get("$ref") {
                *branch = json!({"$ref": reference});
            }
        }
    }
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
