//! How a refusal is told: `application/problem+json` (RFC 9457).

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;
use serde_json::Value;

use super::code::ProblemCode;
use super::error::{CurrentVersion, Refusal};
use super::guard::quota::{self, UsedUp};
use crate::fault::Fault;
use crate::vocabulary::Language;

/// How it is sent.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// The body of a refusal (RFC 9457).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A page that explains this kind of problem: `/problems/{code}`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/conflict")]
    pub type_: String,
    /// What kind of problem it is, in the language of the answer.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time, in the language of the answer.
    pub detail: String,
    /// The path that was asked.
    pub instance: String,
    /// The kind of problem, for programs; the same in every language.
    pub code: ProblemCode,
    /// The id under which the service logged this request.
    pub request_id: String,
    /// Every reason.
    pub errors: Vec<Reason>,
    /// The version the resource has now (412 only).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub current: Option<CurrentVersion>,
}

/// One reason of a refusal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Reason {
    /// JSON Pointer (RFC 6901) into the body, or the name of a parameter; empty: the whole.
    pub pointer: String,
    /// The reason, for programs.
    pub code: crate::fault::FaultCode,
    /// The reason, for people.
    pub message: String,
    /// The subject, by code or id.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    #[schema(value_type = Object)]
    pub params: serde_json::Map<String, Value>,
}

impl Problem {
    /// The body for a refusal, in one language.
    pub fn new(refusal: &Refusal, language: Language, instance: &str, request_id: &str) -> Self {
        let errors: Vec<Reason> = refusal
            .faults
            .iter()
            .map(|fault| Reason::new(fault, language))
            .collect();
        let told: Vec<&str> = errors.iter().map(|reason| reason.message.as_str()).collect();
        let detail = match told.is_empty() {
            true => refusal.code.detail().in_language(language).to_owned(),
            false => told.join(" "),
        };
        Self {
            type_: format!("/problems/{}", refusal.code.code()),
            title: refusal.code.label().in_language(language).to_owned(),
            status: refusal.code.status().as_u16(),
            detail,
            instance: instance.to_owned(),
            code: refusal.code,
            request_id: request_id.to_owned(),
            errors,
            current: refusal.current.clone(),
        }
    }
}

impl Reason {
    /// One fault, in one language.
    pub fn new(fault: &Fault, language: Language) -> Self {
        Self {
            pointer: fault.pointer.clone(),
            code: fault.code,
            message: fault.message(language),
            params: fault
                .params
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }
}

/// The answer for a refusal.
pub fn respond(refusal: &Refusal, language: Language, instance: &str, request_id: &str) -> HttpResponse {
    let mut response = HttpResponse::build(refusal.code.status());
    response.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
    response.insert_header((header::CONTENT_LANGUAGE, language.tag()));
    if let Some(seconds) = refusal.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds));
    }
    if let Some(UsedUp { name, burst, window }) = refusal.quota {
        let reset = refusal.retry_after.unwrap_or(window);
        response.insert_header((quota::POLICY, format!("\"{name}\";q={burst};w={window}")));
        response.insert_header((quota::STANDING, format!("\"{name}\";r=0;t={reset}")));
    }
    if let Some(methods) = &refusal.allow {
        response.insert_header((header::ALLOW, methods.as_str()));
    }
    if let Some(current) = &refusal.current {
        response.insert_header((header::ETAG, current.etag.as_str()));
    }
    if refusal.code.status() == StatusCode::REQUEST_TIMEOUT {
        // What still comes of the body is not waited for (RFC 9110, 15.5.9).
        response.force_close();
    }
    if refusal.code.status() == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, r#"Bearer realm="jalon""#));
    }
    response.json(Problem::new(refusal, language, instance, request_id))
}
