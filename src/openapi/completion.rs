//! What follows from the rules of every operation, added so that no operation can forget it.

use serde_json::Value;
use utoipa::PartialSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Content, Object, Ref, RefOr, Required, Response, schema};

use super::{BEARER, headers};
use crate::http::as_of::{self, AsOf};
use crate::http::guard::LIVE;
use crate::http::routes::{is_public, representations};

const IF_MATCH: &str = "If-Match";

/// Adds what follows from the rules of every operation.
pub fn complete(path: &str, method: &str, operation: &mut Operation) {
    let public = is_public(operation);
    if !public {
        operation.security = Some(vec![SecurityRequirement::new::<_, _, String>(BEARER, [])]);
    }
    for name in path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
    {
        add_parameter(operation, path_parameter(name));
    }
    if !path.starts_with("/v1/") {
        complete_platform(operation);
        tell_of_limits(path, operation);
        headers::complete(method, operation);
        return;
    }
    add_parameter(
        operation,
        header(
            "Accept-Language",
            "`fr` (the default) or `en`: the language of texts and errors.",
            false,
        ),
    );
    let body = operation.request_body.is_some();
    let matched = needs_if_match(method, operation);
    let secret = path.starts_with("/v1/auth/")
        || path.starts_with("/v1/service-accounts")
        || path == "/v1/accounts"
        || path.ends_with("/invitation");
    match method {
        "GET" => {
            read_cheaply(operation);
            if !public && has_past(operation) {
                add_parameter(operation, as_of_parameter());
            }
        }
        "POST" if !secret => add_parameter(operation, idempotency_key()),
        _ => {}
    }
    if matched {
        add_parameter(
            operation,
            header(IF_MATCH, "The `ETag` of the version being changed, or `*`.", true),
        );
    }
    refuse(
        operation,
        "400",
        "The request cannot be read, or a parameter is refused.",
    );
    if !public {
        refuse(operation, "401", "No valid credential was sent.");
        refuse(operation, "403", "The caller sees it, but may not do this.");
    }
    if path.contains('{') {
        refuse(
            operation,
            "404",
            "There is no such thing, or the caller may not know of it.",
        );
    }
    if !representations(operation).is_empty() {
        refuse(operation, "406", "The client takes none of the forms that there are.");
    }
    if method == "POST" || matched {
        refuse(
            operation,
            "409",
            "The present state forbids it; every unmet condition is told.",
        );
    }
    if matched {
        refuse(
            operation,
            "412",
            "The resource has changed; `current` says when and by whom.",
        );
        refuse(operation, "428", "`If-Match` is missing.");
    }
    if body || method == "POST" {
        refuse(operation, "408", "The body comes too slowly; the connection is closed.");
        refuse(operation, "413", "The body is too large.");
        refuse(operation, "415", "The body is of another type.");
        refuse(operation, "422", "The body has faults; every one is told.");
    }
    refuse(operation, "500", "A failure of the service.");
    tell_of_limits(path, operation);
    headers::complete(method, operation);
}

/// Every operation may be refused for what else is asked of the service; one is not.
fn tell_of_limits(path: &str, operation: &mut Operation) {
    if path == LIVE {
        return;
    }
    refuse(
        operation,
        "429",
        "Too many requests; `Retry-After` says when to come back.",
    );
    refuse(
        operation,
        "503",
        "The service is unavailable for the moment; `Retry-After` says when to come back.",
    );
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with('2') || status == "429", response) {
            for (name, description) in QUOTA {
                let header = HeaderBuilder::new()
                    .schema(Some(Object::with_type(schema::Type::String)))
                    .description(Some(description))
                    .build();
                response.headers.insert(name.to_owned(), RefOr::T(header));
            }
        }
    }
}

/// What the platform says of itself takes no parameters and needs no caller.
fn complete_platform(operation: &mut Operation) {
    if !operation.responses.responses.contains_key("200") {
        return;
    }
    read_cheaply(operation);
    refuse(operation, "400", "A parameter is refused: there are none.");
    if !representations(operation).is_empty() {
        refuse(operation, "406", "The client takes none of the forms that there are.");
    }
    refuse(operation, "500", "A failure of the service.");
}

/// Of these there is no past: who asks, with which rights, in which words.
const PRESENT: [&str; 3] = ["accounts", "me", "vocabulary"];

/// Whether it can be read as of an instant.
fn has_past(operation: &Operation) -> bool {
    let mut tags = operation.tags.iter().flatten();
    !representations(operation).is_empty() && !tags.any(|tag| PRESENT.contains(&tag.as_str()))
}

fn as_of_parameter() -> Parameter {
    let description = "What was known at that instant (RFC 3339; `+` is written `%2B`), or at the end of that day where the programme is, \
        and in Paris where there is none; of today, now. What is yet to come is refused (`date_in_future`). With the caller's rights of \
        today; lateness and whatever else depends on the day is that of then. Names of accounts and persons are those of today; what \
        was redacted or erased is gone from the past too.";
    ParameterBuilder::new()
        .name(as_of::PARAMETER)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(AsOf::schema()))
        .example(Some(Value::String("2019-03-04".to_owned())))
        .build()
}

/// A client that holds the answer is told when it still holds.
fn read_cheaply(operation: &mut Operation) {
    let description = "The `ETag` held: 304 where nothing has changed.";
    add_parameter(operation, header("If-None-Match", description, false));
    let unchanged = Response::new("Nothing has changed since the tag that was sent.");
    add_response(operation, "304", unchanged);
}

/// The fields of draft-ietf-httpapi-ratelimit-headers.
const QUOTA: [(&str, &str); 2] = [
    (
        "RateLimit-Policy",
        "The quota: `q` requests in `w` seconds, of the `\"account\"` or, without one, of the `\"address\"`.",
    ),
    (
        "RateLimit",
        "What is left of it: `r` requests; all of them are back, or there is one again, in `t` seconds.",
    ),
];

/// Whether `If-Match` is required: on PATCH and DELETE, and on the actions that say so
/// (api.md, "concurrency").
fn needs_if_match(method: &str, operation: &Operation) -> bool {
    let declared = |parameter: &RefOr<Parameter>| matches!(parameter, RefOr::T(known) if known.name == IF_MATCH);
    match method {
        "PATCH" | "DELETE" => true,
        "POST" => operation.parameters.iter().flatten().any(declared),
        _ => false,
    }
}

fn path_parameter(name: &str) -> Parameter {
    let description = match name {
        "programme" => "The programme: its id or its code.",
        "project" => "The project: its id or its code.",
        "milestone" => "The milestone: its id or its code.",
        "code" => "A code.",
        "month" => "The calendar month.",
        _ => "The id (UUID).",
    };
    let example = match name {
        "programme" => "AMI-IA-2018",
        "project" => "AMI-IA-2018-ASN",
        "milestone" => "AMI-IA-2018-ASN-M01",
        "code" => "not_found",
        "month" => "2019-03",
        _ => "0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e",
    };
    let mut text = Object::with_type(schema::Type::String);
    match name {
        "programme" | "project" | "milestone" | "code" => {}
        "month" => text.pattern = Some("^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$".to_owned()),
        _ => text.format = Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)),
    }
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(text))
        .example(Some(Value::String(example.to_owned())))
        .build()
}

/// What clients send, where a header's description does not show it.
fn header_example(name: &str) -> Option<Value> {
    match name {
        IF_MATCH | "If-None-Match" => Some(r#""3.8f0c2b5e91d4a7c6""#.into()),
        "Accept-Language" => Some("fr".into()),
        "Idempotency-Key" => Some("0192a7c0-6f3e-7c1a-9d52-3f4b8a1c2d3e".into()),
        _ => None,
    }
}

fn header(name: &str, description: &str, required: bool) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(if required { Required::True } else { Required::False })
        .description(Some(description))
        .schema(Some(Object::with_type(schema::Type::String)))
        .example(header_example(name))
        .build()
}

fn idempotency_key() -> Parameter {
    let description = "A key of the client's choosing: the same request sent again with it happens once.";
    let mut parameter = header("Idempotency-Key", description, false);
    let text = schema::ObjectBuilder::new()
        .schema_type(schema::Type::String)
        .pattern(Some("^[!-~]([ -~]*[!-~])?$"))
        .min_length(Some(1))
        .max_length(Some(255));
    parameter.schema = Some(text.build().into());
    parameter
}

fn add_parameter(operation: &mut Operation, parameter: Parameter) {
    let parameters = operation.parameters.get_or_insert_default();
    let same = |known: &RefOr<Parameter>| matches!(known, RefOr::T(known) if known.name == parameter.name);
    match parameters.iter_mut().find(|known| same(known)) {
        Some(known) => *known = RefOr::T(parameter),
        None => parameters.push(RefOr::T(parameter)),
    }
}

fn add_response(operation: &mut Operation, status: &str, response: impl Into<RefOr<Response>>) {
    operation
        .responses
        .responses
        .entry(status.to_owned())
        .or_insert_with(|| response.into());
}

fn refuse(operation: &mut Operation, status: &str, description: &str) {
    let content = Content::builder()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let response = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content);
    add_response(operation, status, response.build());
}
