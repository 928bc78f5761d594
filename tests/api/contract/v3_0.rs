//! The document in OpenAPI 3.0 says the same in words of 3.0 alone.

use std::collections::BTreeMap;

use jalon::openapi::{Version, serialised};
use serde_json::{Value, json};

use super::document;
use crate::support::TestApp;

fn older() -> Value {
    serde_json::from_str(&serialised(Version::V3_0)).unwrap()
}

/// Every schema of a document with where it stands.
fn schemas<'a>(part: &'a Value, place: &str, found: &mut BTreeMap<String, &'a Value>) {
    let is_schema = place.starts_with("/components/schemas/") || place.ends_with("/schema");
    if is_schema && part.is_object() && !place.ends_with("/properties") {
        found.insert(place.to_owned(), part);
    }
    match part {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !["example", "examples"].contains(&name.as_str()) || place.ends_with("/properties"))
            .for_each(|(name, member)| schemas(member, &format!("{place}/{name}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(position, item)| schemas(item, &format!("{place}/{position}"), found)),
        _ => {}
    }
}

fn every(document: &Value) -> BTreeMap<String, &Value> {
    let mut found = BTreeMap::new();
    schemas(document, "", &mut found);
    found
}

#[actix_web::test]
async fn it_is_served_beside_the_other() {
    let app = TestApp::start().await;
    let served = app.stranger().get("/openapi-3.0.json").await;
    served.expect(200);
    assert_eq!(served.text, serialised(Version::V3_0));
    assert_eq!(served.json()["openapi"], "3.0.3");
}

#[test]
fn it_says_nothing_that_3_0_has_no_words_for() {
    let older = older();
    for (place, schema) in every(&older) {
        let words = schema.as_object().unwrap();
        assert!(
            !schema["type"].is_array() && schema["type"] != "null",
            "{place}: {schema}"
        );
        assert!(!words.contains_key("$ref") || words.len() == 1, "{place}: {schema}");
        for newer in [
            "const",
            "examples",
            "prefixItems",
            "propertyNames",
            "$defs",
            "contentMediaType",
            "contentEncoding",
        ] {
            assert!(!words.contains_key(newer), "{place}: {newer}");
        }
        for bound in ["exclusiveMinimum", "exclusiveMaximum"] {
            assert!(words.get(bound).is_none_or(Value::is_boolean), "{place}: {bound}");
        }
    }
    assert_eq!(older["info"]["license"], json!({"name": "MIT OR Apache-2.0"}));
}

/// The same operations and answers, and null where it is null.
#[test]
fn it_is_the_same_api() {
    let (newer, older) = (document(), older());
    let (newer_schemas, older_schemas) = (every(newer), every(&older));
    let mut nullable = 0;
    for (place, schema) in &newer_schemas {
        let Some(Value::Object(properties)) = schema.get("properties") else {
            continue;
        };
        let other = older_schemas[place];
        assert_eq!(schema["required"], other["required"], "{place}");
        for (name, property) in properties {
            let null = json!({"type": "null"});
            let or_null = |keyword: &str| property[keyword].as_array().is_some_and(|all| all.contains(&null));
            let expected = property["type"]
                .as_array()
                .is_some_and(|kinds| kinds.contains(&json!("null")))
                || or_null("anyOf")
                || or_null("oneOf");
            let found = &other["properties"][name];
            assert_eq!(found["nullable"] == true, expected, "{place}/{name}: {found}");
            assert_eq!(found["description"], property["description"], "{place}/{name}");
            nullable += usize::from(expected);
        }
    }
    assert!(nullable > 100, "{nullable}");
    for (path, item) in newer["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let other = &older["paths"][path][method];
            for part in ["operationId", "tags", "summary", "security"] {
                assert_eq!(operation[part], other[part], "{method} {path}");
            }
            let names = |operation: &Value| {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                parameters.map(|known| known["name"].clone()).collect::<Vec<_>>()
            };
            assert_eq!(names(operation), names(other), "{method} {path}");
            let statuses = |operation: &Value| {
                let answers = operation["responses"].as_object().unwrap();
                answers.keys().cloned().collect::<Vec<_>>()
            };
            assert_eq!(statuses(operation), statuses(other), "{method} {path}");
        }
    }
}
