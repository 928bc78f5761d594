//! What follows from where a component is used: in bodies, or nowhere.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::schemas::{self, referred};

/// A body that has to say nothing may be left out.
pub fn spare_empty_bodies(document: &mut Value) {
    let components = document["components"]["schemas"].clone();
    for operation in schemas::operations(document) {
        let Some(body) = operation.get_mut("requestBody") else {
            continue;
        };
        let mut schemas = body["content"].as_object().into_iter().flat_map(Map::values);
        let says_nothing = schemas.all(|media| {
            referred(&media["schema"]).is_some_and(|name| {
                let required = components[name]["required"].as_array();
                required.is_none_or(Vec::is_empty)
            })
        });
        if says_nothing {
            body["required"] = Value::Bool(false);
        }
    }
}

/// Leaves out the components that nothing refers to any more.
pub fn drop_unused(document: &mut Value) {
    let mut used = BTreeSet::new();
    collect(&document["paths"], &document["components"]["schemas"], &mut used);
    if let Some(components) = document["components"]["schemas"].as_object_mut() {
        let all: Map<String, Value> = std::mem::take(components);
        components.extend(all.into_iter().filter(|(name, _)| used.contains(name)));
    }
}

/// The components that a part of the document refers to, and those that they refer to.
fn collect(part: &Value, components: &Value, found: &mut BTreeSet<String>) {
    match part {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "example")
            .for_each(|(_, member)| collect(member, components, found)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, components, found)),
        _ => {}
    }
    if let Some(name) = referred(part)
        && found.insert(name.to_owned())
    {
        collect(&components[name], components, found);
    }
}
