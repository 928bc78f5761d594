//! The document: complete, consistent, and the committed one.

use std::collections::BTreeMap;

use jalon::openapi::{Version, serialised};
use serde_json::Value;

use super::document;
use crate::support::TestApp;

/// Every operation with its method and path.
fn operations(document: &Value) -> Vec<(String, Value)> {
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((format!("{} {path}", method.to_uppercase()), operation.clone()));
        }
    }
    operations
}

#[test]
fn the_committed_document_is_the_generated_one() {
    let committed = include_str!("../../../openapi/openapi.json");
    let generated = serialised(Version::V3_1);
    if committed != generated {
        let document = |text: &str| serde_json::from_str(text).unwrap();
        let breaks = super::compatibility::rules::breaks(&document(committed), &document(&generated));
        panic!(
            "openapi/openapi.json is not the document of this code: run `make openapi`.\nIt breaks clients ({}):\n{}",
            breaks.len(),
            breaks.join("\n")
        );
    }
}

#[actix_web::test]
async fn the_served_document_is_the_generated_one() {
    let app = TestApp::start().await;
    let served = app.stranger().get("/openapi.json").await;
    served.expect(200);
    assert_eq!(served.text, serialised(Version::V3_1));
    assert_eq!(served.json()["openapi"], "3.1.0");
}

#[test]
fn every_operation_says_what_a_client_needs() {
    let mut lacking = Vec::new();
    for (name, operation) in operations(document()) {
        let mut lacks = |what: &str| lacking.push(format!("{name} lacks {what}"));
        for text in ["summary", "description", "operationId"] {
            if operation[text].as_str().is_none_or(str::is_empty) {
                lacks(text);
            }
        }
        if operation["tags"].as_array().is_none_or(Vec::is_empty) {
            lacks("a tag");
        }
        if !operation["security"].is_array() {
            lacks("security");
        }
        let responses = operation["responses"].as_object().unwrap();
        if !responses
            .keys()
            .any(|status| status.starts_with('2') || status.starts_with('3'))
        {
            lacks("a success");
        }
        if name.contains(" /v1/") && !responses.keys().any(|status| status.starts_with('5')) {
            lacks("its errors");
        }
        for (status, response) in responses {
            if response["description"].as_str().is_none_or(str::is_empty) {
                lacks(&format!("the description of {status}"));
            }
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["description"].as_str().is_none_or(str::is_empty) {
                lacks(&format!("the description of parameter {}", parameter["name"]));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// Operations whose answer is no JSON, or whose request says nothing or only a secret. This list may
/// only shrink.
const WITHOUT_EXAMPLE: &[&str] = &[
    "accept_invitation",
    "change_password",
    "get_document",
    "get_document_3_0",
    "get_evidence_content",
    "get_metrics",
    "get_security_contact",
];

#[test]
fn every_operation_shows_a_real_request_and_answer() {
    let mut lacking = Vec::new();
    for (_, operation) in operations(document()) {
        let id = operation["operationId"].as_str().unwrap().to_owned();
        let shows = |content: &Value| {
            content
                .as_object()
                .is_none_or(|media| media.values().all(|media| !media["example"].is_null()))
        };
        let answers = operation["responses"].as_object().unwrap();
        let answered = answers
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .all(|(_, answer)| shows(&answer["content"]));
        if !(answered && shows(&operation["requestBody"]["content"])) {
            lacking.push(id);
        }
    }
    lacking.sort();
    assert_eq!(lacking, WITHOUT_EXAMPLE);
}

/// Each example of a body or an answer, with where it stands and its schema.
fn examples(document: &Value) -> Vec<(String, Value, Value)> {
    let mut found = Vec::new();
    for (name, operation) in operations(document) {
        let request = std::iter::once(("request".to_owned(), &operation["requestBody"]["content"]));
        let answers = operation["responses"].as_object().unwrap().iter();
        let answers = answers.map(|(status, answer)| (status.clone(), &answer["content"]));
        for (part, content) in request.chain(answers) {
            for media in content.as_object().into_iter().flat_map(|content| content.values()) {
                if !media["example"].is_null() {
                    found.push((
                        format!("{name}, {part}"),
                        media["schema"].clone(),
                        media["example"].clone(),
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn every_example_is_of_its_schema() {
    let document = document();
    let found = examples(document);
    assert!(found.len() > 120, "{} examples", found.len());
    let mut wrong = Vec::new();
    for (place, schema, example) in found {
        let schema = serde_json::json!({"allOf": [schema], "components": document["components"]});
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let errors = validator.iter_errors(&example);
        wrong.extend(errors.map(|error| format!("{place} at {}: {error}", error.instance_path())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn operation_ids_are_unique_and_begin_with_a_verb() {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (name, operation) in operations(document()) {
        let id = operation["operationId"].as_str().unwrap().to_owned();
        assert!(
            id.contains('_')
                && id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
            "{name}: {id}"
        );
        if let Some(other) = ids.insert(id.clone(), name.clone()) {
            panic!("{id} is both {other} and {name}");
        }
    }
}

#[test]
fn every_path_parameter_is_documented() {
    for (name, operation) in operations(document()) {
        let documented: Vec<_> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
            .collect();
        for segment in name
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        {
            assert!(documented.iter().any(|known| known == segment), "{name}: {segment}");
        }
        assert_eq!(documented.len(), name.matches('{').count(), "{name}: {documented:?}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = &part[..part.find('"').unwrap()];
        assert!(document.pointer(pointer).is_some(), "{pointer} leads nowhere");
    }
}

/// Two types of one name would overwrite each other in the document without a word. Every type
/// that becomes a schema is declared once in the sources, so names can be counted there.
#[test]
fn no_two_schemas_share_a_name() {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in rust_files(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&file).unwrap();
        let mut is_schema = false;
        for line in source.lines() {
            if line.contains("derive(") {
                is_schema = line.contains("ToSchema");
            }
            let declaration = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            let name = declaration
                .strip_prefix("struct ")
                .or_else(|| declaration.strip_prefix("enum "));
            if let Some(name) = name {
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                if is_schema && !name.is_empty() {
                    declared.entry(name).or_default().push(file.display().to_string());
                }
                is_schema = false;
            }
        }
    }
    let doubles: Vec<_> = declared.into_iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(doubles.is_empty(), "{doubles:#?}");
}

pub fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[actix_web::test]
async fn every_operation_that_is_not_public_asks_who_is_there() {
    let app = TestApp::start().await;
    let document = document();
    let mut open = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let concrete: String = path
                .split('/')
                .map(|segment| if segment.starts_with('{') { "X1" } else { segment })
                .collect::<Vec<_>>()
                .join("/");
            let reply = app
                .stranger()
                .send(method.to_uppercase().parse().unwrap(), &concrete, None)
                .await;
            assert!(reply.status.as_u16() < 500, "{method} {path}: {}", reply.text);
            if reply.status != 401 {
                open.push(format!("{} {path}", method.to_uppercase()));
            } else {
                assert!(
                    reply.header("WWW-Authenticate").starts_with("Bearer"),
                    "{method} {path}"
                );
            }
        }
    }
    // This list may only shrink, or grow by an operation that is meant for strangers.
    let public = [
        "GET /",
        "GET /.well-known/jwks.json",
        "GET /.well-known/security.txt",
        "GET /docs",
        "GET /health/live",
        "GET /health/ready",
        "GET /metrics",
        "GET /openapi-3.0.json",
        "GET /openapi.json",
        "GET /problems",
        "GET /problems/{code}",
        "GET /version",
        "POST /v1/auth/invitation",
        "POST /v1/auth/refresh",
        "POST /v1/auth/token",
    ];
    // Signing in without a body is refused for its body, or as bad credentials.
    open.retain(|operation| !public.contains(&operation.as_str()));
    assert!(open.is_empty(), "open to strangers: {open:#?}");
}
