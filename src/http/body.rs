//! Reading a request's body: bounded, of the right type, as JSON.

use std::time::Duration;

use actix_web::http::{Method, header};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpRequest, dev};
use futures_util::StreamExt;
use serde_json::Value;

use super::code::ProblemCode;
use super::problem::{ApiError, ApiResult};

/// Past a limit, this many times the limit is still read and thrown away, so that the client gets
/// to read the refusal instead of a broken connection.
const DRAINED: usize = 8;

/// Reads the whole body, at most `limit` bytes.
pub async fn read(request: &HttpRequest, payload: &mut dev::Payload, limit: usize) -> ApiResult<Bytes> {
    let mut body = BytesMut::with_capacity(declared_length(request).unwrap_or(0).min(limit));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| ApiError::of(ProblemCode::MalformedRequest))?;
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

/// The media type of the body, in lower case and without its parameters.
pub fn essence(request: &HttpRequest) -> Option<String> {
    let media_type = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    let essence = media_type.split(';').next().unwrap_or_default();
    Some(essence.trim().to_ascii_lowercase())
}

/// The JSON in a body; no body at all is an empty object.
pub fn json(request: &HttpRequest, body: &[u8]) -> ApiResult<Value> {
    if body.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    let accepted = match essence(request).as_deref() {
        Some("application/json") => true,
        Some("application/merge-patch+json") => request.method() == Method::PATCH,
        _ => false,
    };
    if !accepted {
        return Err(ApiError::of(ProblemCode::UnsupportedMediaType));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::of(ProblemCode::MalformedRequest))
}
