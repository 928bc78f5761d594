//! Reading a request's body: bounded, of the right type, as JSON.

use std::io;
use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::http::{Method, header};
use actix_web::mime::Mime;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpMessage, HttpRequest, dev};
use futures_util::StreamExt;
use serde_json::Value;

use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use crate::http::metrics::{self, Rejection};

/// Past a limit, this many times the limit is still read and thrown away, so that the client gets
/// to read the refusal instead of a broken connection.
const DRAINED: usize = 8;

/// Reads the whole body, at most `limit` bytes.
pub async fn read(request: &HttpRequest, payload: &mut dev::Payload, limit: usize) -> ApiResult<Bytes> {
    let declared = declared_length(request);
    if declared.is_some_and(|declared| declared > limit) {
        drain(payload, limit).await;
        return Err(ApiError::of(ProblemCode::PayloadTooLarge));
    }
    let mut body = BytesMut::with_capacity(declared.unwrap_or(0).min(limit));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(broken)?;
        if body.len() + chunk.len() > limit {
            drain(payload, limit).await;
            return Err(ApiError::of(ProblemCode::PayloadTooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The length that the request says its body has.
pub fn declared_length(request: &HttpRequest) -> Option<usize> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// The refusal of a body that breaks off (400), or comes too slowly (408).
pub fn broken(error: PayloadError) -> ApiError {
    match error {
        PayloadError::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => too_slow(),
        _ => ApiError::of(ProblemCode::MalformedRequest),
    }
}

/// The refusal of a body that comes too slowly (408).
pub fn too_slow() -> ApiError {
    metrics::count_rejection(Rejection::Slow);
    ApiError::of(ProblemCode::RequestTimeout)
}

/// Reads and throws away what is left of a body: some times its limit at most, for some seconds.
pub async fn drain(payload: &mut dev::Payload, limit: usize) {
    let rest = async {
        let mut drained = 0;
        while let Some(Ok(chunk)) = payload.next().await {
            drained += chunk.len();
            if drained > limit * DRAINED {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(5), rest).await;
}

/// The JSON in a body; no body at all is an empty object.
pub fn json(request: &HttpRequest, body: &[u8]) -> ApiResult<Value> {
    if body.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    declared_as_json(request)?;
    super::json::read(body)
}

/// Whether a body is sent as it is: what was coded is not decoded here.
pub fn is_plain(request: &HttpRequest) -> bool {
    let coding = request.headers().get(header::CONTENT_ENCODING);
    coding.is_none_or(|coding| coding.as_bytes().trim_ascii() == b"identity")
}

/// Refuses (415) a body that is declared as anything but JSON in UTF-8, as it is.
pub fn declared_as_json(request: &HttpRequest) -> ApiResult<()> {
    let accepted = |media: &Mime| {
        let json = match media.essence_str() {
            "application/json" => true,
            "application/merge-patch+json" => request.method() == Method::PATCH,
            _ => false,
        };
        json && media
            .params()
            .all(|(name, value)| name != "charset" || value == "utf-8")
    };
    match request.mime_type() {
        Ok(Some(media)) if accepted(&media) && is_plain(request) => Ok(()),
        _ => Err(ApiError::of(ProblemCode::UnsupportedMediaType)),
    }
}
