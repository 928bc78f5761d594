//! The document is written so that generators of clients read it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::document;

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

/// Where a rule does not hold.
fn breaking(rule: impl Fn(&Value) -> bool) -> Vec<String> {
    let document = document();
    let mut found = Vec::new();
    walk(document, "", &mut found);
    let broken = found.into_iter().filter(|(_, node)| !rule(node));
    broken.map(|(place, _)| place).collect()
}

fn branches(node: &Value) -> impl Iterator<Item = &Value> {
    let keywords = ["oneOf", "anyOf", "allOf"].into_iter();
    keywords.flat_map(|keyword| node[keyword].as_array().into_iter().flatten())
}

#[test]
fn what_is_one_of_two_or_null_says_so_flat() {
    let null = json!({"type": "null"});
    let wrong = breaking(|node| match node["oneOf"].as_array() {
        Some(branches) => !branches.contains(&null) || branches.len() > 2,
        None => true,
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    let document = document();
    let any = |name: &str| document["components"]["schemas"][name]["oneOf"].is_array();
    let nested = breaking(|node| {
        branches(node).all(|branch| {
            !branch["$ref"]
                .as_str()
                .is_some_and(|to| any(to.rsplit('/').next().unwrap()))
        })
    });
    assert!(nested.is_empty(), "{nested:#?}");
    let parent = &document["components"]["schemas"]["OrganisationView"]["properties"]["parent"];
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    assert_eq!(
        parent["oneOf"],
        json!([to("Reference"), to("Undisclosed"), {"type": "null"}])
    );
}

#[test]
fn a_branch_is_a_reference_and_no_more() {
    let wrong = breaking(|node| {
        branches(node).all(|branch| branch.get("$ref").is_none() || branch.as_object().unwrap().len() == 1)
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_list_or_null_tells_what_it_is_a_list_of() {
    let wrong = breaking(|node| node["type"] != json!(["array", "null"]));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let document = document();
    let bodies = &document["components"]["schemas"]["ProgrammePatch"]["properties"]["bodies"];
    assert_eq!(
        bodies["anyOf"][0]["items"],
        json!({"$ref": "#/components/schemas/NewBody"})
    );
    assert_eq!(bodies["anyOf"][1], json!({"type": "null"}));
    assert!(bodies["description"].is_string());
}

/// Whoever generates a client sends and reads one kind of thing: a form and JSON are two operations. What is drawn too is JSON first.
#[test]
fn a_body_has_one_media_type_and_an_answer_is_json_first() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let body = operation.get("requestBody").into_iter();
            let answers = operation["responses"].as_object().unwrap().values();
            for part in body.chain(answers) {
                let content: Vec<_> = part["content"].as_object().into_iter().flatten().collect();
                let drawn = content
                    .iter()
                    .skip(1)
                    .all(|(form, _)| ["image/svg+xml", "text/html"].contains(&form.as_str()));
                let is_json_first = content.len() <= 1 || content[0].0 == "application/json" && method == "get";
                assert!(drawn && is_json_first, "{method} {path}: {content:?}");
                let told = content.iter().all(|(_, media)| media["schema"] != json!({}));
                assert!(told, "{method} {path}");
            }
        }
    }
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
            reached(&operation["requestBody"], document, &mut sent);
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
fn a_file_is_bytes_whatever_it_is() {
    let document = document();
    let file = &document["components"]["schemas"]["FileContent"];
    assert_eq!((&file["type"], &file["format"]), (&json!("string"), &json!("binary")));
    let bytes = json!({"schema": {"$ref": "#/components/schemas/FileContent"}});
    for status in ["200", "206"] {
        let content = &document["paths"]["/v1/evidence/{id}/content"]["get"]["responses"][status]["content"];
        assert_eq!(*content, json!({"application/octet-stream": bytes}), "{status}");
    }
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
    reached(&document["paths"], document, &mut used);
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
