//! Addresses that two paths fit: `/v1/progress-entries/batch` is one of `/v1/progress-entries/{id}` too.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Says of operations on `…/{id}` that an address which is a path of its own has its own methods.
pub fn tell(document: &mut Value) {
    let paths = document["paths"].as_object().into_iter().flatten();
    let methods: BTreeMap<String, Vec<String>> = paths
        .map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            (path.clone(), methods.map(|(method, _)| method.clone()).collect())
        })
        .collect();
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        let Some((collection, last)) = path.rsplit_once('/') else {
            continue;
        };
        if !last.starts_with('{') {
            continue;
        }
        let beside = methods.iter().filter(|(other, _)| {
            let split = other.rsplit_once('/');
            split.is_some_and(|(its, name)| its == collection && !name.starts_with('{'))
        });
        for (_, known) in beside {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                if !known.contains(method) {
                    operation["responses"]["405"] = refusal();
                }
            }
        }
    }
}

fn refusal() -> Value {
    json!({
        "description": "The address is another operation's, which takes other methods.",
        "headers": {"Allow": {"description": "The methods it takes.", "schema": {"type": "string"}}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    })
}
