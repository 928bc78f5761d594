//! The document is written so that generators of clients read it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

fn document() -> Value {
    serde_json::from_str(&jalon::openapi::serialised()).unwrap()
}

/// Everything in a part of the document with where it stands, examples aside.
fn walk<'a>(part: &'a Value, place: &str, found: &mut Vec<(String, &'a Value)>) {
    found.push((place.to_owned(), part));
    match part {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "example")
            .for_each(|(name, member)| walk(member, &format!("{place}/{name}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(position, item)| walk(item, &format!("{place}/{position}"), found)),
        _ => {}
    }
}

/// The components that a part leads to.
fn reached(part: &Value, document: &Value, names: &mut BTreeSet<String>) {
    let mut found = Vec::new();
    walk(part, "", &mut found);
    for (_, node) in found {
        let name = node["$ref"].as_str().and_then(|target| target.rsplit('/').next());
        if let Some(name) = name
            && names.insert(name.to_owned())
        {
            reached(&document["components"]["schemas"][name], document, names);
        }
    }
}

#[test]
fn no_reference_is_nullable_by_one_of() {
    let document = document();
    let mut found = Vec::new();
    walk(&document, "", &mut found);
    let null = json!({"type": "null"});
    let wrong: Vec<_> = found
        .iter()
        .filter(|(_, node)| {
            node["oneOf"]
                .as_array()
                .is_some_and(|branches| branches.contains(&null))
        })
        .map(|(place, _)| place)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_nullable_scalar_is_written_where_it_stands() {
    let document = document();
    let schema = |pointer: &str| document.pointer(&format!("/components/schemas/{pointer}")).unwrap();
    let until = schema("NewSuspension/properties/until");
    assert_eq!(until["type"], json!(["string", "null"]));
    assert_eq!(until["format"], "date");
    assert_eq!(
        until["description"],
        "The day work resumes (exclusive); open when absent."
    );
    let next = schema("PortfolioProject/properties/next_milestone");
    assert_eq!(
        next["anyOf"],
        json!([{"$ref": "#/components/schemas/MilestoneBrief"}, {"type": "null"}])
    );
}

#[test]
fn the_items_of_a_page_have_the_type_of_one_alone() {
    let document = document();
    let mut pages = 0;
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if let Some(item) = name.strip_prefix("PageOf_") {
            let items = &schema["properties"]["items"]["items"];
            assert_eq!(
                *items,
                json!({"$ref": format!("#/components/schemas/{item}")}),
                "{name}"
            );
            pages += 1;
        }
    }
    assert!(pages > 10, "{pages} pages");
}

#[test]
fn a_body_says_that_unknown_fields_are_refused() {
    let document = document();
    let mut sent = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            reached(&operation["requestBody"], &document, &mut sent);
        }
    }
    for name in &sent {
        let schema = &document["components"]["schemas"][name];
        if schema["type"] == "object" {
            assert_eq!(schema["additionalProperties"], false, "{name}");
        }
    }
    assert!(sent.contains("NewProgressEntry") && sent.contains("NewTemplateMilestone"));
}

#[test]
fn a_body_that_has_to_say_nothing_may_be_left_out() {
    let document = document();
    let required = |path: &str| &document["paths"][path]["post"]["requestBody"]["required"];
    assert_eq!(*required("/v1/milestones/{milestone}/accept"), false);
    assert_eq!(*required("/v1/projects/{project}/plan"), false);
    assert_eq!(*required("/v1/milestones/{milestone}/defer"), true);
}

#[test]
fn an_object_of_any_fields_says_so() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Reason"]["properties"]["params"]["additionalProperties"], true);
    assert_eq!(schemas["NoBody"]["additionalProperties"], false);
}

#[test]
fn a_parameter_is_never_null() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let schema = parameter["schema"].to_string();
                assert!(!schema.contains("null"), "{path}, {}: {schema}", parameter["name"]);
            }
        }
    }
}

/// `[{}]` means the same, and makes clients ask for a token.
#[test]
fn a_public_operation_has_no_security() {
    let document = document();
    assert_eq!(document["paths"]["/v1/auth/token"]["post"]["security"], json!([]));
    assert!(!document.to_string().contains("\"security\":[{}]"));
}

#[test]
fn a_file_is_of_one_of_the_recognised_media_types() {
    let document = document();
    let content = &document["paths"]["/v1/evidence/{id}/content"]["get"]["responses"]["200"]["content"];
    let types: Vec<_> = content.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(types[0], "application/octet-stream");
    assert!(
        types.contains(&"application/pdf") && types.contains(&"text/markdown"),
        "{types:?}"
    );
}

#[test]
fn an_address_that_two_paths_fit_has_the_methods_of_its_own() {
    let document = document();
    let refuses = |path: &str| document["paths"][path]["get"]["responses"]["405"].is_object();
    assert!(refuses("/v1/progress-entries/{id}"));
    assert!(!refuses("/v1/organisations/{id}"));
}

#[test]
fn every_component_is_used() {
    let document = document();
    let mut used = BTreeSet::new();
    reached(&document["paths"], &document, &mut used);
    let components = document["components"]["schemas"].as_object().unwrap();
    let unused: Vec<_> = components.keys().filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn every_group_is_described_and_every_described_one_is_used() {
    let document = document();
    let mut used = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            used.extend(
                operation["tags"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|tag| tag.as_str().unwrap()),
            );
        }
    }
    let described: BTreeSet<_> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect();
    assert_eq!(described, used);
}
