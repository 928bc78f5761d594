//! A body that must arrive in time.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::Stream;
use tokio::time::Sleep;

use super::load::Slot;

/// The slowest that a long body may come, in bytes a second: it is given as long as it needs at
/// this pace, besides what any body is given.
const SLOWEST: u64 = 16 * 1024;

/// A body that fails with [`io::ErrorKind::TimedOut`] when it comes too slowly.
pub(super) struct Paced {
    body: Payload,
    slot: Rc<Slot>,
    heard: Rc<Cell<Instant>>,
    /// When it must be there, for what has come so far.
    until: Instant,
    received: u64,
    timer: Pin<Box<Sleep>>,
}

impl Paced {
    /// Gives the body `allowance`, and more as it comes. `heard` is told when something comes.
    pub(super) fn new(body: Payload, slot: Rc<Slot>, heard: Rc<Cell<Instant>>, allowance: Duration) -> Self {
        let until = Instant::now() + allowance;
        Self {
            body,
            slot,
            heard,
            until,
            received: 0,
            timer: Box::pin(tokio::time::sleep_until(until.into())),
        }
    }

    fn hear(&mut self, chunk: &Bytes) {
        self.heard.set(Instant::now());
        self.received += chunk.len() as u64;
        let earned = Duration::from_millis(self.received.saturating_mul(1000) / SLOWEST);
        self.timer.as_mut().reset((self.until + earned).into());
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let paced = self.get_mut();
        if let Poll::Ready(came) = Pin::new(&mut paced.body).poll_next(context) {
            paced.slot.come_back();
            if let Some(Ok(chunk)) = &came {
                paced.hear(chunk);
            }
            return Poll::Ready(came);
        }
        if paced.timer.as_mut().poll(context).is_ready() {
            paced.slot.come_back();
            paced.heard.set(Instant::now());
            return Poll::Ready(Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))));
        }
        paced.slot.leave();
        Poll::Pending
    }
}

impl From<Paced> for Payload {
    fn from(paced: Paced) -> Self {
        Self::Stream {
            payload: Box::pin(paced),
        }
    }
}
