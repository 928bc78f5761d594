//! What a handler answers: a body with its tag, or nothing.

use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::error::ApiResult;
use super::etag;

pub(super) const JSON: &str = "application/json";

/// An answer, serialised once: what is sent, tagged and kept for replays is the same bytes.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) body: Bytes,
    media_type: &'static str,
    replayed: bool,
}

impl Answer {
    fn new(status: StatusCode, version: Option<i32>, body: &impl Serialize) -> ApiResult<Self> {
        let body = Bytes::from(serde_json::to_vec(body).map_err(anyhow::Error::from)?);
        Ok(Self {
            status,
            location: None,
            etag: Some(etag::tag(version, &body)),
            body,
            media_type: JSON,
            replayed: false,
        })
    }

    /// 200 with what is written already, of any media type.
    pub fn written(media_type: &'static str, body: Bytes) -> Self {
        Self {
            status: StatusCode::OK,
            location: None,
            etag: Some(etag::tag(None, &body)),
            body,
            media_type,
            replayed: false,
        }
    }

    /// 200 with a mutable resource.
    pub fn ok_versioned(version: i32, body: &impl Serialize) -> ApiResult<Self> {
        Self::new(StatusCode::OK, Some(version), body)
    }

    /// 200 with what has no version of its own: a report, a dry run, an immutable thing.
    pub fn ok(body: &impl Serialize) -> ApiResult<Self> {
        Self::new(StatusCode::OK, None, body)
    }

    /// 201 with the new resource and where it is.
    pub fn created(location: String, version: i32, body: &impl Serialize) -> ApiResult<Self> {
        Ok(Self {
            location: Some(location),
            ..Self::new(StatusCode::CREATED, Some(version), body)?
        })
    }

    /// 201 with a new thing that never changes.
    pub fn created_immutable(location: String, body: &impl Serialize) -> ApiResult<Self> {
        Ok(Self {
            location: Some(location),
            ..Self::new(StatusCode::CREATED, None, body)?
        })
    }

    /// 204.
    pub fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            location: None,
            etag: None,
            body: Bytes::new(),
            media_type: JSON,
            replayed: false,
        }
    }

    /// The same, given before to the same request.
    pub fn replayed(self) -> Self {
        Self { replayed: true, ..self }
    }

    /// The answer to a write.
    pub fn respond(self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if self.replayed {
            response.insert_header(("Idempotency-Replayed", "true"));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        if self.body.is_empty() {
            response.finish()
        } else {
            response.content_type(self.media_type).body(self.body)
        }
    }

    /// The answer to a read of what a browser shows as it is.
    pub(super) fn respond_styled(self, request: &HttpRequest) -> HttpResponse {
        let mut response = self.respond_to(request);
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, STYLED);
        response
    }

    /// The answer to a read: 304 where the client already holds it (RFC 9110, 13.1.2).
    pub(super) fn respond_to(mut self, request: &HttpRequest) -> HttpResponse {
        let tag = self.etag.as_deref();
        if let Some(held_as) = tag.and_then(|tag| etag::held_by(request.headers(), tag)) {
            self.etag = Some(held_as.to_owned());
            self.status = StatusCode::NOT_MODIFIED;
            self.body.clear();
        }
        self.respond()
    }
}

/// What is shown as it is brings its own styles, and nothing else.
const STYLED: header::HeaderValue =
    header::HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");

/// The same answer, that nothing on its way may keep (RFC 6749, 5.1): it holds a token or a secret.
pub fn unstored(mut response: HttpResponse) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.remove(header::ETAG);
    response
}
