//! The headers of answers, by the rules of every operation (`docs/api-design.md`).

use serde_json::{Value, json};

/// Says with each answer of the API which headers it brings.
pub fn describe(document: &mut Value) {
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let secret = path.starts_with("/v1/auth/");
            let paged = takes(&operation["parameters"], "cursor");
            let replays = takes(&operation["parameters"], "Idempotency-Key");
            for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
                let success = status.starts_with('2');
                let json = response["content"]
                    .as_object()
                    .is_some_and(|content| content.contains_key("application/json"));
                let mut add = |name: &str, description: &str| {
                    response["headers"][name] = json!({"description": description, "schema": {"type": "string"}});
                };
                if success && json && !secret {
                    add("ETag", "The tag of this answer, for `If-None-Match` and `If-Match`.");
                }
                if status == "201" && path.starts_with("/v1/") && !secret {
                    add("Location", "Where the new resource is.");
                }
                if success && paged && method == "get" {
                    add("Link", "The first page and, where there is one, the next (RFC 8288).");
                }
                if success && replays {
                    add(
                        "Idempotency-Replayed",
                        "`true` where this answer was given before to the same request.",
                    );
                }
                match status.as_str() {
                    "401" => add("WWW-Authenticate", "How to authenticate (RFC 6750)."),
                    "412" => add("ETag", "The tag that a reading would give now."),
                    "429" | "503" => add("Retry-After", "In how many seconds to come back."),
                    _ => {}
                }
            }
        }
    }
}

fn takes(parameters: &Value, name: &str) -> bool {
    let mut parameters = parameters.as_array().into_iter().flatten();
    parameters.any(|parameter| parameter["name"] == name)
}
