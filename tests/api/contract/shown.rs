//! The document shows what is sent and answered, refusals and headers too: mock servers answer with it.

use serde_json::json;

use super::document;

#[test]
fn every_refusal_is_shown_by_each_code_it_can_have() {
    let document = document();
    let mut refusals = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                for (media, content) in response["content"].as_object().into_iter().flatten() {
                    if media != "application/problem+json" {
                        continue;
                    }
                    let examples = content["examples"].as_object().unwrap();
                    assert!(!examples.is_empty(), "{method} {path}: {status}");
                    for (code, example) in examples {
                        let pointer = example["$ref"].as_str().unwrap().trim_start_matches('#');
                        let shown = &document.pointer(pointer).unwrap()["value"];
                        assert_eq!(
                            (&shown["code"], shown["status"].to_string()),
                            (&json!(code), status.clone())
                        );
                        refusals += 1;
                    }
                }
            }
        }
    }
    assert!(refusals > 1000, "{refusals}");
}

#[test]
fn every_header_is_shown() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            for (status, answer) in operation["responses"].as_object().unwrap() {
                for (name, header) in answer["headers"].as_object().into_iter().flatten() {
                    assert!(header["example"].is_string(), "{method} {path}, {status}: {name}");
                }
            }
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for header in parameters.filter(|parameter| parameter["in"] == "header") {
                assert!(header["example"].is_string(), "{method} {path}: {}", header["name"]);
            }
        }
    }
}
