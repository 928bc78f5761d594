//! The headers of answers that follow from the rules of every operation.

use serde_json::{Map, Value};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::{RefOr, Response};

use super::schemas;
use crate::http::as_of;

const ETAG: (&str, &str) = ("ETag", "What `If-None-Match` and `If-Match` take.");
const AS_OF: (&str, &str) = (
    "Jalon-As-Of",
    "As of when the answer is: asked for again with `as_of` of it, it is the same, but for names of accounts and persons and what was \
     redacted since.",
);
const LINK: (&str, &str) = ("Link", "The first page and, where there is one, the next (RFC 8288).");
const LOCATION: (&str, &str) = ("Location", "Where the new resource is.");
const REPLAYED: (&str, &str) = (
    "Idempotency-Replayed",
    "`true` where the same request was answered before.",
);
const RETRY_AFTER: (&str, &str) = ("Retry-After", "When to come back, in seconds.");
const WWW_AUTHENTICATE: (&str, &str) = ("WWW-Authenticate", "How to say who one is (RFC 6750).");

/// Adds to each answer of an operation the headers it can carry.
pub fn complete(method: &str, operation: &mut Operation) {
    let parameters = operation.parameters.iter().flatten();
    let takes = |name: &str| {
        parameters
            .clone()
            .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == name))
    };
    let (lists, replays) = (takes("cursor"), takes("Idempotency-Key"));
    let has_past = takes(as_of::PARAMETER);
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        match status.as_str() {
            "200" | "201" if response.content.is_empty() => {}
            "200" | "201" | "304" => add(response, ETAG),
            "401" => add(response, WWW_AUTHENTICATE),
            "412" => add(response, ETAG),
            "429" | "503" => add(response, RETRY_AFTER),
            _ => {}
        }
        if has_past && ["200", "304"].contains(&status.as_str()) {
            add(response, AS_OF);
        }
        if status == "200" && lists {
            add(response, LINK);
        }
        if status == "201" {
            add(response, LOCATION);
        }
        if method == "POST" && replays && status.starts_with('2') {
            add(response, REPLAYED);
        }
    }
}

fn add(response: &mut Response, (name, description): (&str, &str)) {
    let text = Object::with_type(Type::String);
    let header = HeaderBuilder::new()
        .schema(Some(text))
        .description(Some(description))
        .build();
    response.headers.insert(name.to_owned(), header.into());
}

/// Shows what each header of an answer holds.
pub fn illustrate(document: &mut Value) {
    for operation in schemas::operations(document) {
        for response in operation["responses"]
            .as_object_mut()
            .into_iter()
            .flat_map(Map::values_mut)
        {
            let headers = response.get_mut("headers").and_then(Value::as_object_mut);
            for (name, header) in headers.into_iter().flatten() {
                if let Some((_, example)) = EXAMPLES.iter().find(|(known, _)| known == name) {
                    header["example"] = (*example).into();
                }
            }
        }
    }
}

const EXAMPLES: [(&str, &str); 13] = [
    ("Accept-Ranges", "bytes"),
    ("Allow", "GET, HEAD"),
    ("Content-Disposition", "attachment; filename=\"bilan.pdf\""),
    ("Content-Range", "bytes 0-1023/184320"),
    ("ETag", "\"3.u0Kx1sXq0aWv7d2P\""),
    ("Idempotency-Replayed", "true"),
    ("Jalon-As-Of", "2019-03-04T09:30:00.000000Z"),
    ("Link", "</v1/organisations?limit=50>; rel=\"first\""),
    ("Location", "/v1/milestones/0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e"),
    ("RateLimit", "\"account\";r=999;t=1"),
    ("RateLimit-Policy", "\"account\";q=1000;w=10"),
    ("Retry-After", "1"),
    ("WWW-Authenticate", "Bearer realm=\"jalon\""),
];
