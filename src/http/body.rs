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
    let declared: Option<usize> = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse().ok());
    if declared.is_some_and(|declared| declared > limit) {
        drain(payload, limit * DRAINED).await;
        return Err(ApiError::of(ProblemCode::PayloadTooLarge));
    }
    let mut body = BytesMut::with_capacity(declared.unwrap_or(0).min(limit));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| ApiError::of(ProblemCode::MalformedRequest))?;
        if body.len() + chunk.len() > limit {
            drain(payload, limit * DRAINED).await;
            return Err(ApiError::of(ProblemCode::PayloadTooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

async fn drain(payload: &mut dev::Payload, bound: usize) {
    let rest = async {
        let mut drained = 0;
        while let Some(Ok(chunk)) = payload.next().await {
            drained += chunk.len();
            if drained > bound {
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
    let header_of = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let media = header_of(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let mut parts = media.split(';').map(str::trim);
    let accepted = match parts.next() {
        Some("application/json") => true,
        Some("application/merge-patch+json") => request.method() == Method::PATCH,
        _ => false,
    };
    let in_utf8 = parts
        .filter_map(|parameter| parameter.strip_prefix("charset="))
        .all(|charset| charset.trim_matches('"') == "utf-8");
    let plain = header_of(header::CONTENT_ENCODING).is_none_or(|coding| coding.trim() == "identity");
    if !(accepted && in_utf8 && plain) {
        return Err(ApiError::of(ProblemCode::UnsupportedMediaType));
    }
    super::json::read(body)
}
