//! A body that must arrive in time.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::{Bytes, Data};
use futures_util::Stream;
use tokio::time::Sleep;

use super::load::Slot;
use crate::http::services::Services;

/// The slowest that a long body may come, in bytes a second: it is given as long as it needs at
/// this pace, besides what any body is given.
const SLOWEST: u64 = 16 * 1024;

/// A request under way.
pub(super) struct UnderWay {
    /// Its place among those at work, unless it waits for its body.
    pub slot: Cell<Option<Slot>>,
    /// When it must be answered.
    pub until: Cell<Instant>,
}

/// A body that fails with [`io::ErrorKind::TimedOut`] when it comes too slowly.
pub(super) struct Paced {
    body: Payload,
    services: Data<Services>,
    request: Rc<UnderWay>,
    /// What has come so far must be there by then.
    timer: Pin<Box<Sleep>>,
    begun: Instant,
    received: u64,
}

impl Paced {
    pub(super) fn new(body: Payload, services: Data<Services>, request: Rc<UnderWay>) -> Self {
        let timer = Box::pin(tokio::time::sleep(services.guard.body));
        Self {
            body,
            services,
            request,
            timer,
            begun: Instant::now(),
            received: 0,
        }
    }

    /// The time to answer is counted from the last that was heard of the client; a body has its own.
    fn go_on(&self) {
        let guard = &self.services.guard;
        self.request.slot.set(Some(guard.load.enter_again()));
        self.request.until.set(Instant::now() + guard.answer);
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let paced = self.get_mut();
        if let Poll::Ready(came) = Pin::new(&mut paced.body).poll_next(context) {
            paced.go_on();
            if let Some(Ok(chunk)) = &came {
                paced.received += chunk.len() as u64;
                let earned = Duration::from_millis(paced.received.saturating_mul(1000) / SLOWEST);
                let until = paced.begun + paced.services.guard.body + earned;
                paced.timer.as_mut().reset(until.into());
            }
            return Poll::Ready(came);
        }
        if paced.timer.as_mut().poll(context).is_ready() {
            paced.go_on();
            return Poll::Ready(Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))));
        }
        let until = paced.timer.deadline().into_std() + paced.services.guard.answer;
        paced.request.slot.set(None);
        paced.request.until.set(until);
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
