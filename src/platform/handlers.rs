//! Health, version, keys and the document.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Datelike, Months, NaiveTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::services::Services;
use crate::http::{ApiError, ApiResult, ProblemCode, Public, metrics};

/// How the service fares.
#[derive(Serialize, ToSchema)]
struct Status {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Says that the process runs.
///
/// Asks nothing of the database: restart the process when this fails.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The process runs.", body = Status)))]
#[get("/health/live")]
pub async fn get_live(public: Public) -> ApiResult {
    public.ok(&Status { status: "ok" })
}

/// Says whether requests can be served.
///
/// The database answers and its schema is the one of this version; 503 otherwise.
#[utoipa::path(tag = "platform", security(()), responses(
    (status = 200, description = "Requests can be served.", body = Status),
    (status = 503, description = "Not now.", body = crate::http::problem::Problem, content_type = "application/problem+json"),
))]
#[get("/health/ready")]
pub async fn get_ready(public: Public, services: Data<Services>) -> ApiResult {
    let conn = services.connection().await?;
    match crate::database::is_current(&conn).await {
        Ok(true) => public.ok(&Status { status: "ok" }),
        _ => Err(ApiError::of(ProblemCode::Unavailable).retry_after(1)),
    }
}

/// Which build this is.
#[derive(Serialize, ToSchema)]
struct Version {
    /// The version of the service.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

/// Says which build this is.
///
/// The version of the service (semantic versioning).
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The build.", body = Version)))]
#[get("/version")]
pub async fn get_version(public: Public) -> ApiResult {
    public.ok(&Version {
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// Gives the public keys of access tokens.
///
/// A JSON Web Key Set (RFC 7517), for services that check our tokens themselves.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The key set.", body = Object)))]
#[get("/.well-known/jwks.json")]
pub async fn get_jwks(public: Public, services: Data<Services>) -> ApiResult {
    public.ok(&services.tokens.jwks())
}

/// Until when the contact can be relied on: a year from the month's beginning, since RFC 9116 (2.5.5) asks for
/// less than a year, and the answer should not change every second.
fn expiry(now: DateTime<Utc>) -> DateTime<Utc> {
    let month = now.date_naive().with_day(1).unwrap_or(now.date_naive());
    let midnight = month.and_time(NaiveTime::MIN).and_utc();
    midnight + Months::new(12)
}

/// Says whom to tell of a vulnerability.
///
/// RFC 9116.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The contact.", body = String, content_type = "text/plain")))]
#[get("/.well-known/security.txt")]
pub async fn get_security_contact(public: Public, services: Data<Services>) -> HttpResponse {
    let contact = &services.security_contact;
    let expires = expiry(services.clock.now()).format("%FT%TZ");
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: fr, en\n");
    public.text("text/plain; charset=utf-8", text)
}

/// Gives this document.
///
/// OpenAPI 3.1, generated from the registration that serves.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The document.", body = Object)))]
#[get("/openapi.json")]
pub async fn get_document(public: Public, services: Data<Services>) -> HttpResponse {
    public.fixed(&services.documents.v3_1)
}

/// Gives this document for tools that read no 3.1.
///
/// OpenAPI 3.0.3: the same, rewritten by rule.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The document.", body = Object)))]
#[get("/openapi-3.0.json")]
pub async fn get_document_3_0(public: Public, services: Data<Services>) -> HttpResponse {
    public.fixed(&services.documents.v3_0)
}

/// Gives the counters.
///
/// Prometheus' text format. No names, addresses or ids.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "The counters.", body = String, content_type = "text/plain")))]
#[get("/metrics")]
pub async fn get_metrics(public: Public, services: Data<Services>) -> ApiResult {
    Ok(public.text("text/plain; version=0.0.4; charset=utf-8", metrics::render(&services)?))
}
