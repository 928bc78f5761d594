//! Reading a request's body: bounded, of the right type, as JSON.

use std::io;
use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::http::{Method, header};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpRequest, dev};
use futures_util::StreamExt;
use serde_json::Value;

use super::code::ProblemCode;
use super::problem::{ApiError, ApiResult};
use crate::platform::metrics::{self, Turned};

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
    let mut body = BytesMut::with_capacity(declared.unwrap_or(0).min(limit));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(broken)?;
        if body.len() + chunk.len() > limit {
            drain(payload, limit * DRAINED).await;
            return Err(ApiError::of(ProblemCode::PayloadTooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The refusal of a body that breaks off (400), or comes too slowly (408).
pub fn broken(error: PayloadError) -> ApiError {
    match error {
        PayloadError::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => {
            metrics::turned_away(Turned::Slow);
            ApiError::of(ProblemCode::RequestTimeout)
        }
        _ => ApiError::of(ProblemCode::MalformedRequest),
    }
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
    let essence = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    let accepted = match essence.as_deref() {
        Some("application/json") => true,
        Some("application/merge-patch+json") => request.method() == Method::PATCH,
        _ => false,
    };
    if !accepted {
        return Err(ApiError::of(ProblemCode::UnsupportedMediaType));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::of(ProblemCode::MalformedRequest))
}
