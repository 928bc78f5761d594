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

#[test]
fn a_conflict_is_shown_by_what_stands_in_the_way_there() {
    let document = document();
    let shown = |method: &str, path: &str| {
        let answer = &document["paths"][path][method]["responses"]["409"]["content"]["application/problem+json"];
        let example = answer["examples"]["conflict"]["$ref"].as_str().unwrap();
        let example = document.pointer(example.trim_start_matches('#')).unwrap();
        example["value"]["errors"][0]["code"].clone()
    };
    for (path, code) in [
        ("/v1/projects/{project}/complete", "milestone_open"),
        ("/v1/projects/{project}/plan", "already_planned"),
        ("/v1/milestones/{milestone}/submit", "wrong_state"),
        ("/v1/redactions", "nothing_to_redact"),
        ("/v1/accounts/{id}/deactivate", "last_administrator"),
    ] {
        assert_eq!(shown("post", path), code, "{path}");
    }
}
