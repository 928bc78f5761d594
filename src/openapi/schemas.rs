//! A walk over every schema of a document, examples aside.

use serde_json::Value;

/// Where a component's name begins in a reference.
pub const COMPONENTS: &str = "#/components/schemas/";

/// Shows every schema of the document, those within before those around.
pub fn visit(document: &mut Value, change: &mut impl FnMut(&mut Value)) {
    if let Some(components) = document["components"]["schemas"].as_object_mut() {
        components.values_mut().for_each(|schema| descend(schema, change));
    }
    for operation in operations(document) {
        for parameter in operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(schema) = parameter.get_mut("schema") {
                descend(schema, change);
            }
        }
        if let Some(body) = operation.get_mut("requestBody") {
            visit_content(body, change);
        }
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses
                .values_mut()
                .for_each(|response| visit_content(response, change));
        }
    }
}

/// Every operation of the document.
pub fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = document["paths"].as_object_mut().into_iter();
    paths
        .flat_map(serde_json::Map::values_mut)
        .filter_map(Value::as_object_mut)
        .flat_map(serde_json::Map::values_mut)
}

fn visit_content(part: &mut Value, change: &mut impl FnMut(&mut Value)) {
    let content = part.get_mut("content").and_then(Value::as_object_mut);
    for media in content.into_iter().flat_map(serde_json::Map::values_mut) {
        if let Some(schema) = media.get_mut("schema") {
            descend(schema, change);
        }
    }
}

fn descend(schema: &mut Value, change: &mut impl FnMut(&mut Value)) {
    if let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        members.values_mut().for_each(|member| descend(member, change));
    }
    for keyword in ["oneOf", "anyOf", "allOf"] {
        if let Some(branches) = schema.get_mut(keyword).and_then(Value::as_array_mut) {
            branches.iter_mut().for_each(|branch| descend(branch, change));
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get_mut(keyword).filter(|inner| inner.is_object()) {
            descend(inner, change);
        }
    }
    change(schema);
}

/// The name of the component that a schema refers to.
pub fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(COMPONENTS)
}
