//! Links: how one answer leads to the next request (OpenAPI's Link Object), by rule.
//!
//! An answer that shows one resource leads to every operation on it and on its children; a list
//! leads to its first item. What a link cannot fill is left to the caller.

use serde_json::{Map, Value, json};

/// An operation, as links need it.
struct Operation {
    path: String,
    method: String,
    id: String,
    versioned: bool,
}

/// Adds the links of every operation.
pub fn describe(document: &mut Value) {
    let operations = operations(document);
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let status = if method == "post" { "201" } else { "200" };
            let links = match method.as_str() {
                "post" => item_of(path, &operations).map(|item| on(&item, path, "/id", &operations)),
                "get" if path.ends_with('}') => Some(on(path, path, "", &operations)),
                "get" => item_of(path, &operations).map(|item| first(&item, path, &operations)),
                _ => None,
            };
            let answer = operation["responses"].get_mut(status);
            if let (Some(links), Some(answer)) = (links.filter(|links| !links.is_empty()), answer) {
                answer["links"] = Value::Object(links);
            }
        }
    }
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .filter(|(path, _)| path.starts_with("/v1/"))
        .flat_map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            methods.map(move |(method, operation)| Operation {
                path: path.clone(),
                method: method.clone(),
                id: operation["operationId"].as_str().unwrap_or_default().to_owned(),
                versioned: operation["parameters"].as_array().is_some_and(|parameters| {
                    parameters
                        .iter()
                        .any(|parameter| parameter["name"] == "If-Match" && parameter["required"] == true)
                }),
            })
        })
        .collect()
}

/// Where the items of a collection are: below it, or at the root under the same name.
fn item_of(collection: &str, operations: &[Operation]) -> Option<String> {
    let name = collection.rsplit('/').next()?;
    [format!("{collection}/{{"), format!("/v1/{name}/{{")]
        .iter()
        .find_map(|start| {
            let inside = operations.iter().find(|operation| operation.path.starts_with(start))?;
            let end = inside.path[start.len()..].find('}')?;
            Some(inside.path[..=start.len() + end].to_owned())
        })
}

/// Every operation on an item and its children, from an answer that shows it.
fn on(item: &str, from: &str, id: &str, operations: &[Operation]) -> Map<String, Value> {
    let below = |operation: &&Operation| {
        operation.path == item
            || operation
                .path
                .strip_prefix(item)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let targets = operations.iter().filter(below);
    targets
        .filter(|target| target.path != from || target.method != "get")
        .filter_map(|target| link(target, item, from, id))
        .collect()
}

/// The reading of a list's first item, or where it cannot be read alone, of what it has.
fn first(item: &str, from: &str, operations: &[Operation]) -> Map<String, Value> {
    let mut links = on(item, from, "/items/0/id", operations);
    let reading = operations
        .iter()
        .find(|operation| operation.path == item && operation.method == "get");
    links.retain(|id, link| match reading {
        Some(reading) => reading.id == *id,
        None => link["parameters"].get("header.If-Match").is_none(),
    });
    links
}

/// One link with what the answer or its request fills in, unless a place in the path stays open.
fn link(target: &Operation, item: &str, from: &str, id: &str) -> Option<(String, Value)> {
    let own = places(item).last()?;
    let mut parameters = Map::new();
    for place in places(&target.path) {
        let filled = if place == own && !id.is_empty() {
            format!("$response.body#{id}")
        } else if places(from).any(|known| known == place) {
            format!("$request.path.{place}")
        } else {
            return None;
        };
        parameters.insert(format!("path.{place}"), Value::String(filled));
    }
    if target.versioned && target.path.starts_with(item) && !id.starts_with("/items") {
        parameters.insert("header.If-Match".to_owned(), json!("$response.header.ETag"));
    }
    let link = json!({"operationId": target.id, "parameters": parameters});
    Some((target.id.clone(), link))
}

/// The names of a path's parameters.
fn places(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}
