//! The outermost layer: a request id, the security headers, and every refusal as problem+json.

use std::panic::AssertUnwindSafe;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};
use futures_util::FutureExt;
use uuid::Uuid;

use super::code::ProblemCode;
use super::problem::{self, ApiError, Refusal};
use crate::platform::metrics;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers of every response (OWASP's recommendations for an API).
const SECURITY: [(HeaderName, HeaderValue); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-site"),
    ),
    (
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000"),
    ),
];
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// The reference page runs its own scripts and styles.
const DOCS_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
);

/// The id under which a request is logged.
#[derive(Clone, Debug)]
struct RequestId(String);

/// The id of a request, for problems told inside an answer.
pub fn request_id(request: &HttpRequest) -> String {
    let id = request.extensions().get::<RequestId>().cloned();
    id.map(|RequestId(id)| id).unwrap_or_default()
}

/// Renders whatever the inner layers answer.
pub async fn render(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = Uuid::now_v7().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    take_any_coding(&mut request);
    let started = std::time::Instant::now();
    let language = super::language::of(request.request());
    let path = request.path().to_owned();
    let method = request.method().clone();
    // The router needs the request to itself, so no clone of it may be held across this call.
    let outcome = AssertUnwindSafe(next.call(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(ApiError::Internal(anyhow::anyhow!("a handler panicked")).into()));
    let response = outcome.inspect_err(|error| tracing::error!(request_id = id, cause = %error, "a request failed"))?;
    let mut response = match response
        .response()
        .error()
        .map(|error| refusal_of(error, response.status(), &id))
    {
        None if is_bare_refusal(&response) => {
            let rendered = problem::respond(&Refusal::of(code_of(response.status())), language, &path, &id);
            response.into_response(rendered).map_into_right_body()
        }
        Some(refusal) => {
            let rendered = problem::respond(&refusal, language, &path, &id);
            response.into_response(rendered).map_into_right_body()
        }
        None => response.map_into_left_body(),
    };
    let status = response.status();
    let headers = response.headers_mut();
    for (name, value) in SECURITY {
        headers.insert(name, value);
    }
    let docs = path.starts_with("/docs");
    headers.insert(header::CONTENT_SECURITY_POLICY, if docs { DOCS_POLICY } else { POLICY });
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Accept, Accept-Encoding, Accept-Language, Authorization, Origin"),
    );
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let took = started.elapsed();
    metrics::observe(method.as_str(), &route, status.as_u16(), took);
    tracing::info!(
        request_id = id,
        method = method.as_str(),
        route,
        status = status.as_u16(),
        micros = took.as_micros(),
        "answered"
    );
    Ok(response)
}

/// A client that refuses every content coding, `identity` included, is answered without one
/// (RFC 9110, 12.5.3, leaves that to the server) rather than not at all.
fn take_any_coding(request: &mut ServiceRequest) {
    let refuses = |item: &str| {
        let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
        let weight = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|weight| weight.trim().parse::<f32>().ok());
        matches!(coding.trim(), "identity" | "*") && weight == Some(0.0)
    };
    let headers = request.headers_mut();
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    if accepted.is_some_and(|accepted| accepted.split(',').any(refuses)) {
        headers.remove(header::ACCEPT_ENCODING);
    }
}

/// Whether the framework refused without a word of ours.
fn is_bare_refusal<B>(response: &ServiceResponse<B>) -> bool {
    let media = response.headers().get(header::CONTENT_TYPE);
    response.status().is_client_error() && media.is_none_or(|media| media != "application/problem+json")
}

/// What a refusal of the framework is called.
fn code_of(status: StatusCode) -> ProblemCode {
    match status {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        StatusCode::NOT_ACCEPTABLE => ProblemCode::NotAcceptable,
        _ => ProblemCode::MalformedRequest,
    }
}

/// The refusal to tell for an error: our own, or what the framework's status says.
fn refusal_of(error: &Error, status: StatusCode, id: &str) -> Refusal {
    match error.as_error::<ApiError>() {
        Some(ApiError::Refused(refusal)) => Refusal::clone(refusal),
        Some(other) => {
            tracing::error!(request_id = id, cause = %other, "a request failed");
            Refusal::of(ProblemCode::Internal)
        }
        None if status.is_client_error() => Refusal::of(code_of(status)),
        None => {
            tracing::error!(request_id = id, cause = %error, "a request failed");
            Refusal::of(ProblemCode::Internal)
        }
    }
}
