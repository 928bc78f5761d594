//! Large bodies in chunks. A body of one piece is copied whole for each client that is slow to
//! read it; in chunks a connection holds no more than it can send, and bytes that many are given
//! (the document, the reference page) are there once.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Bytes;

/// How much of a body is given to a connection at once.
const CHUNK: usize = 16 * 1024;

/// A body that is there whole, given out bit by bit.
struct Chunks(Bytes);

impl MessageBody for Chunks {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.0.len() as u64)
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let chunk = self.0.len().min(CHUNK);
        Poll::Ready((chunk > 0).then(|| Ok(self.0.split_to(chunk))))
    }

    fn try_into_bytes(self) -> Result<Bytes, Self> {
        Ok(self.0)
    }
}

/// Gives out in chunks whatever the inner layers answer in one large piece.
pub async fn chunk_large_bodies(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = next.call(request).await?;
    Ok(response.map_body(|_, body| match body.size() {
        BodySize::Sized(length) if length > CHUNK as u64 => match body.try_into_bytes() {
            Ok(bytes) => EitherBody::left(Chunks(bytes)),
            Err(body) => EitherBody::right(body),
        },
        _ => EitherBody::right(body),
    }))
}
