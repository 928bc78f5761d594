//! The outermost layer: a request id, the security headers, and every refusal as problem+json.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    self, AcceptEncoding, Encoding, Header, HeaderMap, HeaderName, HeaderValue, Preference, Quality, QualityItem,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;
use tracing::{Instrument, field};
use uuid::Uuid;

use super::code::ProblemCode;
use super::error::{ApiError, Refusal};
use super::{etag, problem};
use crate::http::metrics;
use crate::vocabulary::Language;

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

/// Renders whatever the inner layers answer, inside the request's span: what is logged on the way bears its id, its
/// method and, once `super::gate` knows it, its route. The span is there at every level that is logged.
pub async fn render(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = Uuid::now_v7().to_string();
    let method = known(request.method());
    let span = tracing::error_span!("request", request_id = id, method, route = field::Empty);
    render_as(id, method, request, next).instrument(span).await
}

async fn render_as(
    id: String,
    method: &'static str,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    request.extensions_mut().insert(RequestId(id.clone()));
    accept_any_coding(&mut request);
    let started = std::time::Instant::now();
    let language = super::language::of(request.request());
    let path = request.path().to_owned();
    let public_url = super::services_of(request.request())
        .ok()
        .and_then(|services| services.public_url.clone());
    // The router needs the request to itself, so no clone of it may be held across this call.
    let outcome = AssertUnwindSafe(next.call(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(ApiError::Internal(anyhow::anyhow!("a handler panicked")).into()));
    let took = || started.elapsed();
    let mut response = match outcome {
        Ok(response) => match response.response().error() {
            Some(error) => {
                let refusal = refusal_of(error, response.status());
                log_as(response, &refusal, language, &path, &id)
            }
            None if is_bare_refusal(&response) => {
                let refusal = Refusal::of(code_of(response.status()));
                log_as(response, &refusal, language, &path, &id)
            }
            None => response.map_into_left_body(),
        },
        Err(error) => {
            let status = error.as_response_error().status_code();
            let refusal = refusal_of(&error, status);
            log_request(method, "-", refusal.code.status(), took());
            return Err(unanswered(&error, refusal, language, &path, &id));
        }
    };
    set_common_headers(response.headers_mut(), &path, &id);
    if let Some(address) = public_url {
        lead(response.headers_mut(), address.prefix());
    }
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    log_request(method, &route, response.status(), took());
    Ok(response)
}

/// A method as logs and metrics call it: one that is none of HTTP's (RFC 9110, RFC 5789) is the
/// client's own text.
fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE",
    ];
    let known = KNOWN.iter().find(|known| **known == method.as_str());
    known.copied().unwrap_or("other")
}

/// The same answer, with the refusal for its body.
fn log_as<B: MessageBody>(
    response: ServiceResponse<B>,
    refusal: &Refusal,
    language: Language,
    path: &str,
    id: &str,
) -> ServiceResponse<EitherBody<B>> {
    let mut rendered = problem::respond(refusal, language, path, id);
    copy_headers(response.headers(), rendered.headers_mut());
    response.into_response(rendered).map_into_right_body()
}

/// What every answer wears.
fn set_common_headers(headers: &mut HeaderMap, path: &str, id: &str) {
    for (name, value) in SECURITY {
        headers.insert(name, value);
    }
    let docs = path.starts_with("/docs");
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, if docs { DOCS_POLICY } else { POLICY });
    }
    // A mark for the compression, which is no encoding to tell of (RFC 9110, 8.4).
    if headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|encoding| encoding == "identity")
    {
        headers.remove(header::CONTENT_ENCODING);
    }
    etag::mark_coding(headers);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Accept, Accept-Encoding, Accept-Language, Authorization, Origin"),
    );
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// Puts the path under which the service stands before the paths in `Location` and `Link`, which clients resolve
/// against the request's address (RFC 9110, 10.2.2; RFC 8288, 3.2).
fn lead(headers: &mut HeaderMap, prefix: &str) {
    if prefix.is_empty() {
        return;
    }
    let put = |headers: &mut HeaderMap, name, with: &dyn Fn(&str) -> String| {
        let given = headers.get(&name).and_then(|value| value.to_str().ok());
        if let Some(led) = given.and_then(|given| HeaderValue::from_str(&with(given)).ok()) {
            headers.insert(name, led);
        }
    };
    put(headers, header::LOCATION, &|given| match given.starts_with('/') {
        true => format!("{prefix}{given}"),
        false => given.to_owned(),
    });
    put(headers, header::LINK, &|given| {
        given.replace("</", &format!("<{prefix}/"))
    });
}

/// Hands on what the inner layers said of an answer (quotas, CORS) to the one told instead of it;
/// what they said of its body is over.
fn copy_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if !name.as_str().starts_with("content-") && !to.contains_key(name) {
            to.insert(name.clone(), value.clone());
        }
    }
}

/// Counts and logs an answer.
fn log_request(method: &str, route: &str, status: StatusCode, took: Duration) {
    let status = status.as_u16();
    metrics::observe(method, route, status, took);
    tracing::info!(status, micros = took.as_micros(), "answered");
}

/// The answer where the request is gone with what handled it: a panic, or a time that ran out. An
/// error is all that can be given to the framework then, so this one is the answer.
struct Unanswered {
    refusal: Refusal,
    language: Language,
    path: String,
    id: String,
    /// What the inner layers added.
    headers: HeaderMap,
}

fn unanswered(error: &Error, refusal: Refusal, language: Language, path: &str, id: &str) -> Error {
    let headers = error.error_response().headers().clone();
    Unanswered {
        refusal,
        language,
        path: path.to_owned(),
        id: id.to_owned(),
        headers,
    }
    .into()
}

impl ResponseError for Unanswered {
    fn status_code(&self) -> StatusCode {
        self.refusal.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = problem::respond(&self.refusal, self.language, &self.path, &self.id);
        copy_headers(&self.headers, response.headers_mut());
        set_common_headers(response.headers_mut(), &self.path, &self.id);
        response
    }
}

impl fmt::Debug for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.refusal.code.code(), self.id)
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A client that refuses every content coding, `identity` included, is answered without one
/// (RFC 9110, 12.5.3, leaves that to the server) rather than not at all.
fn accept_any_coding(request: &mut ServiceRequest) {
    let identity = Preference::Specific(Encoding::identity());
    let refuses = |it: &QualityItem<Preference<Encoding>>| {
        it.quality == Quality::ZERO && (it.item.is_any() || it.item == identity)
    };
    if AcceptEncoding::parse(request).is_ok_and(|AcceptEncoding(accepted)| accepted.iter().any(refuses)) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
}

/// Whether the framework refused without a word of ours.
fn is_bare_refusal<B>(response: &ServiceResponse<B>) -> bool {
    let media = response.headers().get(header::CONTENT_TYPE);
    response.status().is_client_error() && media.is_none_or(|media| media != problem::MEDIA_TYPE)
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
fn refusal_of(error: &Error, status: StatusCode) -> Refusal {
    match error.as_error::<ApiError>() {
        Some(ApiError::Refused(refusal)) => Refusal::clone(refusal),
        Some(other) => {
            tracing::error!(cause = %other, "a request failed");
            Refusal::of(ProblemCode::Internal)
        }
        None if status.is_client_error() => Refusal::of(code_of(status)),
        None => {
            tracing::error!(cause = %error, "a request failed");
            Refusal::of(ProblemCode::Internal)
        }
    }
}
