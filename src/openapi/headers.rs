//! The headers of answers that follow from the rules of every operation.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{Object, Type};
use utoipa::openapi::{RefOr, Response};

const ETAG: (&str, &str) = ("ETag", "What `If-None-Match` and `If-Match` take.");
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
