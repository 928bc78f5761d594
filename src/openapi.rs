//! The OpenAPI document: generated from the registration that serves, then completed by rule.
//!
//! An operation says what is its own (summary, bodies, its particular answers). What follows from
//! the rules of every operation is added here, so that it cannot be forgotten or drift: path
//! parameters, the headers of retries and concurrency, the language, the refusals.

mod completion;
mod headers;
mod links;
mod plain;
mod reach;
mod refusals;
mod requests;
pub mod schemas;
mod shadows;
mod v3_0;

use serde_json::{Value, json};
use utoipa::OpenApi as _;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, RefOr};

use crate::access::GROUPS;
use crate::http::StaticAnswer;
use crate::http::problem::Problem;
use crate::http::routes::operations;
use crate::http::services::Documents;
use crate::settings::PublicUrl;

/// What every document begins with.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Jalon",
        description = "Follows the laureate projects of a public programme: milestones, evidence, decisions, progress and a portfolio.\n\n\
            Dates of plans are civil dates in the programme's time zone; instants are RFC 3339 in UTC. Errors are `application/problem+json` (RFC 9457).\n\n\
            Names of headers have no case (RFC 9110): over HTTP/2, and in many clients, `ETag` reads `etag`.",
        contact(name = "Whoever runs this service"),
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    components(schemas(Problem, crate::http::ProblemCode, crate::fault::FaultCode))
)]
struct Head;

/// The name of the security scheme.
const BEARER: &str = "bearer";

/// The document of this build.
pub fn document() -> OpenApi {
    let mut document = Head::openapi();
    crate::app::describe(&mut document);
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(
        BEARER,
        SecurityScheme::Http(
            Http::builder()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(
                    "An access token (`POST /v1/auth/token`) or the key of a service account.",
                ))
                .build(),
        ),
    );
    let examples = serde_json::from_str(EXAMPLES).unwrap_or_default();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in [
            ("GET", item.get.as_mut()),
            ("POST", item.post.as_mut()),
            ("PUT", item.put.as_mut()),
            ("PATCH", item.patch.as_mut()),
            ("DELETE", item.delete.as_mut()),
        ] {
            if let Some(operation) = operation {
                completion::complete(path, method, operation);
                illustrate(operation, &examples);
            }
        }
    }
    requests::bound(&mut document);
    document
}

/// Real answers of the demonstration, recorded by `cargo run --example record`.
const EXAMPLES: &str = include_str!("../openapi/examples.json");

/// Shows what is sent and answered.
fn illustrate(operation: &mut Operation, examples: &Value) {
    let example = operation.operation_id.as_ref().map_or(&Value::Null, |id| &examples[id]);
    if let (Some(RefOr::T(body)), Some(request)) = (operation.request_body.as_mut(), example.get("request")) {
        show(body.content.iter_mut(), request);
    }
    for (status, response) in &mut operation.responses.responses {
        if let (Some(answer), RefOr::T(response)) = (example["responses"].get(status), response) {
            show(response.content.iter_mut(), answer);
        }
    }
}

/// What is recorded is JSON: of what is answered in several forms, an example of that one.
fn show<'a>(contents: impl ExactSizeIterator<Item = (&'a String, &'a mut RefOr<Content>)>, example: &Value) {
    let alone = contents.len() == 1;
    for (_, content) in contents.filter(|(form, _)| alone || form.as_str() == "application/json") {
        if let RefOr::T(content) = content
            && content.example.is_none()
        {
            content.example = Some(example.clone());
        }
    }
}

/// Which OpenAPI it is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Version {
    /// 3.1, as it is committed.
    #[default]
    #[value(name = "3.1")]
    V3_1,
    /// 3.0, for tools that read no 3.1.
    #[value(name = "3.0")]
    V3_0,
}

/// The document as it is committed, and served where no public address is set: its paths stand where it came from.
/// Written so that generators of clients read it.
pub fn serialised(version: Version) -> String {
    serialised_for("", version)
}

fn serialised_for(address: &str, version: Version) -> String {
    let mut written = serde_json::to_value(document()).unwrap_or_default();
    written["servers"] = json!([{"url": address, "description": "This server"}]);
    let groups = GROUPS
        .iter()
        .map(|(name, about)| json!({"name": name, "description": about}));
    written["tags"] = groups.collect();
    shadows::tell(&mut written);
    refusals::illustrate(&mut written);
    headers::illustrate(&mut written);
    links::describe(&mut written);
    plain::write_plainly(&mut written);
    reach::spare_empty_bodies(&mut written);
    reach::drop_unused(&mut written);
    if version == Version::V3_0 {
        v3_0::rewrite(&mut written);
    }
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text
}

/// The documents as they are answered, where clients reach the service at that address.
pub fn published(address: Option<&PublicUrl>) -> Documents {
    let address = address.map(PublicUrl::as_str).unwrap_or_default();
    let written = |version| StaticAnswer::new("application/json", serialised_for(address, version));
    Documents {
        v3_1: written(Version::V3_1),
        v3_0: written(Version::V3_0),
    }
}

/// The operations of the document, with their method and path: what contract tests walk.
pub fn all_operations(document: &OpenApi) -> Vec<(String, &'static str, Operation)> {
    let paths = document.paths.paths.iter();
    paths
        .flat_map(|(path, item)| {
            operations(item).map(move |(method, operation)| (path.clone(), method, operation.clone()))
        })
        .collect()
}
